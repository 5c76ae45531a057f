<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AgendaModel</name>
    <message numerus="yes">
        <source>%n page(s) ✓</source>
        <translation>
            <numerusform>%n page ✓</numerusform>
            <numerusform>%n pages ✓</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChairAgendaModel</name>
    <message numerus="yes">
        <source>✓ %n min</source>
        <translation>
            <numerusform>✓ %n min</numerusform>
            <numerusform>✓ %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChairWindow</name>
    <message numerus="yes">
        <source>%1 (%n page(s))</source>
        <translation>
            <numerusform>%1 (%n page)</numerusform>
            <numerusform>%1 (%n pages)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommentFlags</name>
    <message numerus="yes">
        <source>%n comment(s) on page %1</source>
        <translation>
            <numerusform>%n comment on page %1</numerusform>
            <numerusform>%n comments on page %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IncomingPanel</name>
    <message numerus="yes">
        <source>Open %n</source>
        <translation>
            <numerusform>Open %n</numerusform>
            <numerusform>Open %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>↑ %n new</source>
        <translation>
            <numerusform>↑ %n new</numerusform>
            <numerusform>↑ %n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LinkLabel</name>
    <message numerus="yes">
        <source>The meeting is open (%n seat(s))</source>
        <translation>
            <numerusform>The meeting is open (%n seat)</numerusform>
            <numerusform>The meeting is open (%n seats)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In step with the chair (%n seat(s))</source>
        <translation>
            <numerusform>In step with the chair (%n seat)</numerusform>
            <numerusform>In step with the chair (%n seats)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) still to come</source>
        <translation>
            <numerusform>%n message still to come</numerusform>
            <numerusform>%n messages still to come</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No link to the chair, %n comment(s) waiting</source>
        <translation>
            <numerusform>No link to the chair, %n comment waiting</numerusform>
            <numerusform>No link to the chair, %n comments waiting</numerusform>
        </translation>
    </message>
</context>
</TS>

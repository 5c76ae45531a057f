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
    <name>ChairWindow</name>
    <message numerus="yes">
        <source>Release the %n comment(s) in the list? Everybody reads them then.</source>
        <translation>
            <numerusform>Release the %n comment in the list? Everybody reads it then.</numerusform>
            <numerusform>Release the %n comments in the list? Everybody reads them then.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Release all %n</source>
        <translation>
            <numerusform>Release %n</numerusform>
            <numerusform>Release all %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n page(s))</source>
        <translation>
            <numerusform>%1 (%n page)</numerusform>
            <numerusform>%1 (%n pages)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClosingQuestion</name>
    <message numerus="yes">
        <source>%n comment(s) that wait to be released will not be shown any more.</source>
        <translation>
            <numerusform>%n comment that waits to be released will not be shown any more.</numerusform>
            <numerusform>%n comments that wait to be released will not be shown any more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CollectionPanel</name>
    <message numerus="yes">
        <source>%n document(s), on the PCs of the room. None is called in.</source>
        <translation>
            <numerusform>%n document, on the PCs of the room. It is not called in.</numerusform>
            <numerusform>%n documents, on the PCs of the room. None is called in.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) not called in yet.</source>
        <translation>
            <numerusform>%n document not called in yet.</numerusform>
            <numerusform>%n documents not called in yet.</numerusform>
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
    <name>DocumentDesk</name>
    <message numerus="yes">
        <source>%n document(s) taken in.</source>
        <translation>
            <numerusform>%n document taken in.</numerusform>
            <numerusform>%n documents taken in.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DocumentFacts</name>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) inside</source>
        <translation>
            <numerusform>%n file inside</numerusform>
            <numerusform>%n files inside</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FloorPanel</name>
    <message numerus="yes">
        <source>%n seat(s) wait(s)</source>
        <translation>
            <numerusform>%n seat waits</numerusform>
            <numerusform>%n seats wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
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
    <name>GroupingStrip</name>
    <message numerus="yes">
        <source>Chosen: %n</source>
        <translation>
            <numerusform>Chosen: %n</numerusform>
            <numerusform>Chosen: %n</numerusform>
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
        <source>New comments: %n</source>
        <translation>
            <numerusform>New comments: %n</numerusform>
            <numerusform>New comments: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ItemDesk</name>
    <message numerus="yes">
        <source>−%n min</source>
        <translation>
            <numerusform>−%n min</numerusform>
            <numerusform>−%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>+%n min</source>
        <translation>
            <numerusform>+%n min</numerusform>
            <numerusform>+%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) less for “%1”</source>
        <translation>
            <numerusform>%n minute less for “%1”</numerusform>
            <numerusform>%n minutes less for “%1”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) more for “%1”</source>
        <translation>
            <numerusform>%n minute more for “%1”</numerusform>
            <numerusform>%n minutes more for “%1”</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeptPanel</name>
    <message numerus="yes">
        <source>%n meeting(s), %1 in all.</source>
        <translation>
            <numerusform>%n meeting, %1 in all.</numerusform>
            <numerusform>%n meetings, %1 in all.</numerusform>
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
        <source>No link to the chair. Linked with other seats (%n seat(s))</source>
        <translation>
            <numerusform>No link to the chair. Linked with other seats (%n seat)</numerusform>
            <numerusform>No link to the chair. Linked with other seats (%n seats)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n comment(s) have not reached anybody</source>
        <translation>
            <numerusform>%n comment have not reached anybody</numerusform>
            <numerusform>%n comments have not reached anybody</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Without the chair (%n seat(s))</source>
        <translation>
            <numerusform>Without the chair (%n seat)</numerusform>
            <numerusform>Without the chair (%n seats)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Without the chair, %n waiting</source>
        <translation>
            <numerusform>Without the chair, %n waiting</numerusform>
            <numerusform>Without the chair, %n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Linked with nobody, %n waiting</source>
        <translation>
            <numerusform>Linked with nobody, %n waiting</numerusform>
            <numerusform>Linked with nobody, %n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LobbyWindow</name>
    <message numerus="yes">
        <source>%n meeting(s) here have the same name. Tell them apart by the check mark on the chair&apos;s screen.</source>
        <translation>
            <numerusform>%n meeting here have the same name. Tell them apart by the check mark on the chair&apos;s screen.</numerusform>
            <numerusform>%n meetings here have the same name. Tell them apart by the check mark on the chair&apos;s screen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModerationBar</name>
    <message numerus="yes">
        <source>Release all %n</source>
        <translation>
            <numerusform>Release all %n</numerusform>
            <numerusform>Release all %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewsButton</name>
    <message numerus="yes">
        <source>New and changed: %n</source>
        <translation>
            <numerusform>New and changed: %n</numerusform>
            <numerusform>New and changed: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document change(s) since you looked last. Opens a list.</source>
        <translation>
            <numerusform>%n document change since you looked last. Opens a list.</numerusform>
            <numerusform>%n document changes since you looked last. Opens a list.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoteExport</name>
    <message numerus="yes">
        <source>%n note(s) are for pages that this version does not have; they are not in it.</source>
        <translation>
            <numerusform>%n note is for pages that this version does not have; it is not in it.</numerusform>
            <numerusform>%n notes are for pages that this version does not have; they are not in it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReaderNotes</name>
    <message numerus="yes">
        <source>%n of my notes found no place in the new version; the list names them.</source>
        <translation>
            <numerusform>%n of my notes found no place in the new version; the list names them.</numerusform>
            <numerusform>%n of my notes found no place in the new version; the list names them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of my notes moved to the new version.</source>
        <translation>
            <numerusform>%n of my notes moved to the new version.</numerusform>
            <numerusform>%n of my notes moved to the new version.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) without letters (pictures)</source>
        <translation>
            <numerusform>%n document without letters (pictures)</numerusform>
            <numerusform>%n documents without letters (pictures)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) could not be read</source>
        <translation>
            <numerusform>%n page could not be read</numerusform>
            <numerusform>%n pages could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) could not be read to the end</source>
        <translation>
            <numerusform>%n document could not be read to the end</numerusform>
            <numerusform>%n documents could not be read to the end</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SeatWindow</name>
    <message numerus="yes">
        <source>%n (kept on this PC only)</source>
        <translation>
            <numerusform>%n (kept on this PC only)</numerusform>
            <numerusform>%n (kept on this PC only)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SpeakingModel</name>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VersionBar</name>
    <message numerus="yes">
        <source>%n page(s) changed</source>
        <translation>
            <numerusform>%n page changed</numerusform>
            <numerusform>%n pages changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) removed</source>
        <translation>
            <numerusform>%n page removed</numerusform>
            <numerusform>%n pages removed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VoicesPanel</name>
    <message numerus="yes">
        <source>Not heard yet: %n seat(s)</source>
        <translation>
            <numerusform>Not heard yet: %n seat</numerusform>
            <numerusform>Not heard yet: %n seats</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VoidStrip</name>
    <message numerus="yes">
        <source>While there were two chairs, %n thing(s) were done that do not count</source>
        <translation>
            <numerusform>While there were two chairs, %n thing were done that do not count</numerusform>
            <numerusform>While there were two chairs, %n things were done that do not count</numerusform>
        </translation>
    </message>
</context>
</TS>

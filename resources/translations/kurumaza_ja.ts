<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>CodeInput</name>
    <message>
        <source>Meeting code, 6 digits</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Seat</name>
    <message>
        <source>This document has not arrived yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>This PC has not been admitted to the meeting. Enter the code shown at the chair&apos;s seat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code is wrong, or it belongs to another meeting. Check the six digits on the screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code was wrong three times on this PC. Ask the secretariat for help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This meeting is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another PC already sits at this seat. Check the seat number or ask the secretariat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not found. It may have been removed meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This meeting has no such seat. Check the seat number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your seat may not do this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No meeting is open on this PC.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This PC is in a meeting already. Leave it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chair&apos;s PC cannot be reached. Check the cable or the address, and that it is on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PC that answers is not the one of this invitation. Ask for a new invitation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text is too long. A comment may have 2,000 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing written yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was entered cannot be used here. Check it once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk cannot be written (full, or not permitted). Your text is still here; make room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data on this PC were made by a newer Kurumaza. They were left as they are; update first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data on this PC cannot be read. They were left as they are; tell the IT section.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kurumaza is already running on this PC with this profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kurumaza may not receive connections on this PC. Tell the IT section.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This document has not arrived yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file or folder cannot be used: %1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something unexpected happened in Kurumaza. What you wrote is kept; please tell the IT section.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>AddressOpening</name>
    <message>
        <source>The address could not be opened.</source>
        <translation>このアドレスは開けませんでした。</translation>
    </message>
</context>
<context>
    <name>AddressQuestion</name>
    <message>
        <source>Link to the outside</source>
        <translation>会議の外へのリンク</translation>
    </message>
    <message>
        <source>It leads to: %1</source>
        <translation>行き先: %1</translation>
    </message>
    <message>
        <source>The document wants to open an address outside of the meeting. Open it?</source>
        <translation>この資料のリンクは、会議の外のアドレスを開こうとしています。開きますか？</translation>
    </message>
    <message>
        <source>External links cannot be opened in this meeting. The address is:</source>
        <translation>この会議では、外部のリンクは開けません。アドレス:</translation>
    </message>
    <message>
        <source>Only web pages and mail addresses can be opened. The address is:</source>
        <translation>開けるのは、ウェブページとメールアドレスだけです。アドレス:</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>アドレスをコピー</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Do not open</source>
        <translation>開かない</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>AgendaList</name>
    <message>
        <source>Agenda and documents</source>
        <translation>次第と資料</translation>
    </message>
    <message>
        <source>Open “%1”</source>
        <translation>「%1」を開く</translation>
    </message>
    <message>
        <source>Open “%1” beside the page</source>
        <translation>「%1」を横に並べて開く</translation>
    </message>
    <message>
        <source>Show what was said about “%1”</source>
        <translation>「%1」への意見を見る</translation>
    </message>
</context>
<context>
    <name>AgendaModel</name>
    <message>
        <source>open now</source>
        <translation>表示中</translation>
    </message>
    <message>
        <source>Document {title}</source>
        <translation>資料 {title}</translation>
    </message>
    <message>
        <source>the meeting is here now</source>
        <translation>いまの議題</translation>
    </message>
    <message>
        <source>Item {number}, {title}</source>
        <translation>議題{number}、{title}</translation>
    </message>
    <message>
        <source>not here yet</source>
        <translation>未受信</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) ✓</source>
        <translation>
            <numerusform>%n頁 ✓</numerusform>
        </translation>
    </message>
    <message>
        <source>This document was found damaged on this PC. It is fetched again from the others.</source>
        <translation>この資料は、このPCの中で壊れているのが見つかりました。ほかのPCから取り直しています。</translation>
    </message>
    <message>
        <source>damaged here, is fetched again</source>
        <translation>破損のため再受信中</translation>
    </message>
    <message>
        <source>cannot be received</source>
        <translation>受信できません</translation>
    </message>
    <message>
        <source>receiving {percent}%</source>
        <translation>受信中 {percent}%</translation>
    </message>
    <message>
        <source>The chair called this document in. It is kept on no PC.</source>
        <translation>この資料は議長が回収しました。どのPCにも残していません。</translation>
    </message>
    <message>
        <source>called in</source>
        <translation>回収済み</translation>
    </message>
    <message>
        <source>This document is confidential. It is received once its key is here.</source>
        <translation>取扱注意の資料です。鍵が届くと受け取ります。</translation>
    </message>
    <message>
        <source>waits for its key</source>
        <translation>資料の鍵を待っています</translation>
    </message>
</context>
<context>
    <name>AnchoredList</name>
    <message>
        <source>New comments: %1</source>
        <translation>新しい意見 %1件</translation>
    </message>
    <message>
        <source>Go to the new comments: %1</source>
        <translation>新しい意見 %1件へ</translation>
    </message>
</context>
<context>
    <name>AttachmentsList</name>
    <message>
        <source>Files inside a document are listed here and not opened.</source>
        <translation>資料に付いたファイルは名前だけを示し、ここでは開きません。</translation>
    </message>
    <message>
        <source>Files inside the document</source>
        <translation>資料に付いたファイル</translation>
    </message>
</context>
<context>
    <name>AttachmentsModel</name>
    <message>
        <source>(no name)</source>
        <translation>（名前なし）</translation>
    </message>
</context>
<context>
    <name>BallotButtons</name>
    <message>
        <source>Vote</source>
        <translation>投票する</translation>
    </message>
    <message>
        <source>✓ Hand raised · lower it</source>
        <translation>✓ 挙手中・手を下ろす</translation>
    </message>
    <message>
        <source>Raise my hand</source>
        <translation>挙手する</translation>
    </message>
</context>
<context>
    <name>Beside</name>
    <message>
        <source>Before: %1</source>
        <translation>差し替え前: %1</translation>
    </message>
    <message>
        <source>What stood beside was withdrawn by the chair.</source>
        <translation>横に開いていた資料は、議長が取り下げました。</translation>
    </message>
    <message>
        <source>This version was withdrawn. The present one opens as soon as it is here.</source>
        <translation>この版は取り下げられました。いまの版が届きしだい開きます。</translation>
    </message>
    <message>
        <source>Nobody presents a page now.</source>
        <translation>いま発表中の頁はありません。</translation>
    </message>
    <message>
        <source>This document has not arrived yet. It opens as soon as it is here.</source>
        <translation>この資料はまだ届いていません。届きしだい開きます。</translation>
    </message>
    <message>
        <source>Presenter: %1 (not here yet)</source>
        <translation>発表者: %1（未受信）</translation>
    </message>
    <message>
        <source>Presenter: %1</source>
        <translation>発表者: %1</translation>
    </message>
    <message>
        <source>Presenter</source>
        <translation>発表者</translation>
    </message>
</context>
<context>
    <name>BookmarkDelegate</name>
    <message>
        <source>Name of the bookmark</source>
        <translation>しおりの名前</translation>
    </message>
</context>
<context>
    <name>BookmarkList</name>
    <message>
        <source>Bookmarks</source>
        <translation>しおり</translation>
    </message>
</context>
<context>
    <name>BookmarkModel</name>
    <message>
        <source>in front now</source>
        <translation>表示中</translation>
    </message>
</context>
<context>
    <name>BookmarkPanel</name>
    <message>
        <source>Name this bookmark (F2)</source>
        <translation>しおりに名前を付ける（F2）</translation>
    </message>
    <message>
        <source>Remove this bookmark (Delete)</source>
        <translation>しおりを外す（Delete）</translation>
    </message>
    <message>
        <source>Bring the removed bookmark back</source>
        <translation>外したしおりを戻す</translation>
    </message>
    <message>
        <source>No bookmarks in this document yet.</source>
        <translation>この資料にしおりはまだありません。</translation>
    </message>
    <message>
        <source>Remove from this page</source>
        <translation>しおりを外す</translation>
    </message>
    <message>
        <source>Bookmark this page</source>
        <translation>しおりを付ける</translation>
    </message>
    <message>
        <source>{what} (Ctrl+D)</source>
        <translation>{what}（Ctrl+D）</translation>
    </message>
</context>
<context>
    <name>CallStrip</name>
    <message>
        <source>Look (Enter)</source>
        <translation>見る（Enter）</translation>
    </message>
    <message>
        <source>Later (Esc)</source>
        <translation>あとで（Esc）</translation>
    </message>
    <message>
        <source>The presenter asks you to look at {place}.</source>
        <translation>発表者から：{place} をご覧ください。</translation>
    </message>
</context>
<context>
    <name>CardEditor</name>
    <message>
        <source>Leave it as it is</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>A word of answer for the record (may be left empty)</source>
        <translation>回答のひとこと（記録に残ります。空欄でもかまいません）</translation>
    </message>
    <message>
        <source>Answer, may be left empty</source>
        <translation>回答。空欄でもかまいません</translation>
    </message>
    <message>
        <source>Mark as answered</source>
        <translation>回答済みにする</translation>
    </message>
    <message>
        <source>Reply to this comment; every seat sees it</source>
        <translation>この意見への返信（全席に表示されます）</translation>
    </message>
    <message>
        <source>Your reply</source>
        <translation>返信の文</translation>
    </message>
    <message>
        <source>Post the reply</source>
        <translation>返信する</translation>
    </message>
    <message>
        <source>Reason (may be left empty)</source>
        <translation>理由（空欄でもかまいません）</translation>
    </message>
    <message>
        <source>Reason for hiding, may be left empty</source>
        <translation>非表示にする理由。空欄でもかまいません</translation>
    </message>
    <message>
        <source>Hide it</source>
        <translation>非表示にする</translation>
    </message>
</context>
<context>
    <name>CarryDesk</name>
    <message>
        <source>Carry the meeting</source>
        <translation>会議を持ち運ぶ</translation>
    </message>
    <message>
        <source>Write to a USB stick or a folder…</source>
        <translation>USBメモリーなどに書き出す…</translation>
    </message>
    <message>
        <source>Take in a file that was carried here…</source>
        <translation>持ち込んだファイルを取り込む…</translation>
    </message>
    <message>
        <source>Choose the file that was carried here</source>
        <translation>持ち込んだファイルを選んでください</translation>
    </message>
    <message>
        <source>list</source>
        <translation>一覧</translation>
    </message>
    <message>
        <source>Choose the list that was written on the other PC</source>
        <translation>相手のPCで書き出した一覧のファイルを選んでください</translation>
    </message>
    <message>
        <source>Where to write the meeting</source>
        <translation>会議の書き出し先</translation>
    </message>
    <message>
        <source>Carried meetings</source>
        <translation>持ち運ぶ会議のファイル</translation>
    </message>
</context>
<context>
    <name>CarryPanel</name>
    <message>
        <source>Carry the meeting</source>
        <translation>会議を持ち運ぶ</translation>
    </message>
    <message>
        <source>Choose where to write it…</source>
        <translation>書き出し先を選ぶ…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>Meeting to write</source>
        <translation>書き出す会議</translation>
    </message>
    <message>
        <source>The file is not encrypted: whoever has it can read it. Handle it like paper.</source>
        <translation>ファイルは暗号化されません。手にした人は、だれでも中を読めます。紙の資料と同じように扱ってください。</translation>
    </message>
    <message>
        <source>Confidential documents stay behind: they are never in such a file.</source>
        <translation>取扱注意の資料は書き出されません。このようなファイルには決して入りません。</translation>
    </message>
    <message>
        <source>What goes into the file?</source>
        <translation>ファイルに何を入れますか</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Agenda, comments and documents: for a PC that has nothing yet</source>
        <translation>議題、意見、資料。まだ何も届いていないPCへ</translation>
    </message>
    <message>
        <source>Everything but the documents</source>
        <translation>資料を除くすべて</translation>
    </message>
    <message>
        <source>A small file with agenda and comments: for a PC that has the documents</source>
        <translation>議題と意見だけの小さなファイル。資料が届いているPCへ</translation>
    </message>
    <message>
        <source>Only what another PC lacks</source>
        <translation>ほかのPCに足りないものだけ</translation>
    </message>
    <message>
        <source>Next, choose the file with the list that was written on that PC</source>
        <translation>次に、そのPCで書き出した「一覧」のファイルを選びます</translation>
    </message>
    <message>
        <source>Only the list of what is here</source>
        <translation>このPCにあるものの一覧だけ</translation>
    </message>
    <message>
        <source>Take it to another PC, which then writes only what is missing here</source>
        <translation>ほかのPCに渡すと、ここに足りないものだけを書き出してもらえます</translation>
    </message>
</context>
<context>
    <name>Carrying</name>
    <message>
        <source>Stopped. Nothing was written.</source>
        <translation>中止しました。何も書き出していません。</translation>
    </message>
    <message>
        <source>There is not enough room there. Nothing was written; make room or use another USB stick.</source>
        <translation>書き出し先に空きが足りません。何も書き出していません。空きを作るか、別のUSBメモリーを使ってください。</translation>
    </message>
    <message>
        <source>The list is of another meeting. Nothing was written; choose the list of this one.</source>
        <translation>選んだ一覧は別の会議のものです。何も書き出していません。この会議の一覧を選んでください。</translation>
    </message>
    <message>
        <source>The list is damaged or not complete. Nothing was written; have it written once more.</source>
        <translation>一覧のファイルが壊れているか、途中で切れています。何も書き出していません。一覧をもう一度書き出してください。</translation>
    </message>
    <message>
        <source>The list cannot be read. Check that the USB stick is plugged in; nothing was written.</source>
        <translation>一覧のファイルを読めません。USBメモリーがささっているか確かめてください。何も書き出していません。</translation>
    </message>
    <message>
        <source>Stopped. What was taken in until then stays; take the file in again for the rest.</source>
        <translation>中止しました。そこまでに取り込んだ分は残っています。もう一度取り込むと、続きが入ります。</translation>
    </message>
    <message>
        <source>There is not enough room on this PC. Make room, then take the file in again.</source>
        <translation>このPCの空きが足りません。空きを作ってから、もう一度取り込んでください。</translation>
    </message>
    <message>
        <source>The file was written by a Kurumaza of another version; nothing was changed. Update the older one.</source>
        <translation>別の版の車座で書き出されたファイルです。何も変わっていません。古いほうの車座を新しくしてください。</translation>
    </message>
    <message>
        <source>The file cannot be read. Check that the USB stick is plugged in, then take the file in again.</source>
        <translation>ファイルを読めません。USBメモリーがささっているか確かめて、もう一度取り込んでください。</translation>
    </message>
    <message>
        <source>The list was written: %1</source>
        <translation>一覧を書き出しました：%1</translation>
    </message>
    <message>
        <source>The other PC has everything already. The file brings nothing new.</source>
        <translation>相手のPCに足りないものはありません。書き出したファイルに新しいものは入っていません。</translation>
    </message>
    <message>
        <source>Written with %1 document(s): %2</source>
        <translation>資料%1件とともに書き出しました：%2</translation>
    </message>
    <message>
        <source>Written without documents: %1</source>
        <translation>資料を除いて書き出しました：%1</translation>
    </message>
    <message>
        <source>%1 document(s) have not arrived on this PC yet and are not in it.</source>
        <translation>資料%1件は、まだこのPCに届いていないため入っていません。</translation>
    </message>
    <message>
        <source>%1 confidential document(s) stay behind and are not in it.</source>
        <translation>取扱注意の資料%1件は書き出されず、このファイルには入っていません。</translation>
    </message>
    <message>
        <source>%1 comment(s) and %2 document(s) were taken in.</source>
        <translation>コメント%1件と資料%2件を取り込みました。</translation>
    </message>
    <message>
        <source>%1 comment(s) were taken in.</source>
        <translation>コメント%1件を取り込みました。</translation>
    </message>
    <message>
        <source>%2 document(s) were taken in.</source>
        <translation>資料%2件を取り込みました。</translation>
    </message>
    <message>
        <source>The course of the meeting was taken in; there were no new comments.</source>
        <translation>議事の進行を取り込みました。新しいコメントはありませんでした。</translation>
    </message>
    <message>
        <source>There was nothing new in the file.</source>
        <translation>新しいものはありませんでした。</translation>
    </message>
    <message>
        <source>That meeting is closed.</source>
        <translation>その会議は終わっています。</translation>
    </message>
    <message>
        <source>Writing the meeting into a file…</source>
        <translation>会議を書き出しています…</translation>
    </message>
    <message>
        <source>Taking in the file…</source>
        <translation>ファイルを取り込んでいます…</translation>
    </message>
    <message>
        <source>There is no meeting on this PC yet.</source>
        <translation>このPCには、まだ会議がありません。</translation>
    </message>
    <message>
        <source>Looking which meetings are on this PC…</source>
        <translation>このPCにある会議を調べています…</translation>
    </message>
</context>
<context>
    <name>Certificate</name>
    <message>
        <source>Certificate of a collection of confidential documents</source>
        <translation>取扱注意資料の回収証明書</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>会議</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>団体</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Number of the meeting</source>
        <translation>会議の番号</translation>
    </message>
    <message>
        <source>Called in</source>
        <translation>回収した日時</translation>
    </message>
    <message>
        <source>Called in by</source>
        <translation>回収した人</translation>
    </message>
    <message>
        <source>Number of the statement</source>
        <translation>回収の番号</translation>
    </message>
    <message>
        <source>Documents:</source>
        <translation>資料：</translation>
    </message>
    <message>
        <source>Destroyed on %1 of %2 PCs:</source>
        <translation>%2台のうち%1台で消去済み：</translation>
    </message>
    <message>
        <source>%1 (PC %2): no word of it yet</source>
        <translation>%1（端末 %2）：まだ知らせがありません</translation>
    </message>
    <message>
        <source>%1 (PC %2): destroyed %3</source>
        <translation>%1（端末 %2）：%3 に消去</translation>
    </message>
    <message>
        <source>%1 (PC %2)</source>
        <translation>%1（端末 %2）</translation>
    </message>
    <message>
        <source>Each line repeats what the program on that PC said and signed. It does not prove that nobody photographed a screen, changed the program, or copied the memory or the disk of a PC before.</source>
        <translation>各行は、その端末のプログラムが署名して伝えた内容です。画面の撮影、プログラムの改造、回収前のメモリーやディスクの写し取りがなかったことの証明ではありません。</translation>
    </message>
</context>
<context>
    <name>CertificateSaving</name>
    <message>
        <source>Save the certificate</source>
        <translation>回収証明書を保存</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>テキスト (*.txt)</translation>
    </message>
    <message>
        <source>Certificate of collection</source>
        <translation>回収証明書</translation>
    </message>
    <message>
        <source>The certificate was saved, and the proofs beside it (.json).</source>
        <translation>回収証明書を保存しました。署名の入った証拠（.json）も同じ場所にあります。</translation>
    </message>
</context>
<context>
    <name>ChairAgenda</name>
    <message>
        <source>Agenda</source>
        <translation>次第</translation>
    </message>
    <message>
        <source>Double-click or Enter opens an item. PDFs can be dropped here.</source>
        <translation>ダブルクリックかEnterで議題を開きます。PDFをここへドラッグして追加できます。</translation>
    </message>
    <message>
        <source>Change documents</source>
        <translation>資料の追加・差替</translation>
    </message>
    <message>
        <source>Add or replace a document</source>
        <translation>資料を追加・差し替え</translation>
    </message>
    <message>
        <source>Present here again</source>
        <translation>発表役を戻す</translation>
    </message>
    <message>
        <source>Stop presenting</source>
        <translation>発表を止める</translation>
    </message>
    <message>
        <source>This is the last item</source>
        <translation>最後の議題です</translation>
    </message>
    <message>
        <source>Next item ▶</source>
        <translation>次の議題へ ▶</translation>
    </message>
    <message>
        <source>First item ▶</source>
        <translation>最初の議題へ ▶</translation>
    </message>
    <message>
        <source>Let the clock go on</source>
        <translation>時計を再び進める</translation>
    </message>
    <message>
        <source>Stop the clock for a while</source>
        <translation>時計をしばらく止める</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>休止</translation>
    </message>
    <message>
        <source>Double-click or Enter opens a document. PDFs can be dropped here.</source>
        <translation>ダブルクリックかEnterで資料を開きます。PDFをここへドラッグして追加できます。</translation>
    </message>
    <message>
        <source>Presenter: %1</source>
        <translation>発表者：%1</translation>
    </message>
    <message>
        <source>Nothing is shown on the seats</source>
        <translation>まだ何も見せていません</translation>
    </message>
    <message>
        <source>Shown on all seats: %1</source>
        <translation>%1 を全席に表示中</translation>
    </message>
    <message>
        <source>Add documents to “%1”…</source>
        <translation>「%1」に資料を追加…</translation>
    </message>
    <message>
        <source>Choose a document in the list to replace it</source>
        <translation>差し替えるには、一覧で資料を選んでください</translation>
    </message>
    <message>
        <source>Open “%1”</source>
        <translation>「%1」を開く</translation>
    </message>
    <message>
        <source>Replace “%1”…</source>
        <translation>「%1」を差し替える…</translation>
    </message>
    <message>
        <source>Withdraw only version %2 of “%1”…</source>
        <translation>「%1」の第%2版だけを取り下げる…</translation>
    </message>
    <message>
        <source>Withdraw “%1”…</source>
        <translation>「%1」を取り下げる…</translation>
    </message>
    <message>
        <source>Presenting</source>
        <translation>発表</translation>
    </message>
</context>
<context>
    <name>ChairAgendaModel</name>
    <message>
        <source>Document %1</source>
        <translation>資料 %1</translation>
    </message>
</context>
<context>
    <name>ChairRoom</name>
    <message>
        <source>List…</source>
        <translation>一覧…</translation>
    </message>
    <message>
        <source>List of the documents at the seats</source>
        <translation>資料の配布状況の一覧</translation>
    </message>
    <message>
        <source>%1 of %2 seats connected</source>
        <translation>%2席中 %1席が接続</translation>
    </message>
    <message>
        <source>%1 Seat %2: the record of this PC has split in two. Its newer posts do not count.</source>
        <translation>%1 席%2：この端末の記録が二つに分かれています。分かれたあとの投稿は数えません。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Seats now</source>
        <translation>席の状況</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>資料の配布</translation>
    </message>
</context>
<context>
    <name>ChairWindow</name>
    <message>
        <source>Kurumaza – chair: %1</source>
        <translation>車座 – 議長席：%1</translation>
    </message>
    <message>
        <source>Polls and votes</source>
        <translation>アンケート・採決</translation>
    </message>
    <message>
        <source>Meeting code %1</source>
        <translation>参加コード %1</translation>
    </message>
    <message>
        <source>Close the meeting</source>
        <translation>会議を終える</translation>
    </message>
    <message numerus="yes">
        <source>Release the %n comment(s) in the list? Everybody reads them then.</source>
        <translation>
            <numerusform>一覧に出ている%n件を公開しますか。公開すると全員が読めます。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Release all %n</source>
        <translation>
            <numerusform>すべて公開（%n件）</numerusform>
        </translation>
    </message>
    <message>
        <source>Close the poll “%1”? %2. Later votes do not count.</source>
        <translation>「%1」を締め切りますか。%2。この後に届いた票は数えません。</translation>
    </message>
    <message>
        <source>Close the poll</source>
        <translation>締め切る</translation>
    </message>
    <message>
        <source>Call in “%1”? It is destroyed on every PC and does not come back.</source>
        <translation>「%1」を回収しますか。すべてのPCから消去され、元に戻せません。</translation>
    </message>
    <message>
        <source>Call in all confidential documents? They are destroyed on every PC and do not come back.</source>
        <translation>取扱注意の資料をすべて回収しますか。すべてのPCから消去され、元に戻せません。</translation>
    </message>
    <message>
        <source>Call in</source>
        <translation>回収する</translation>
    </message>
    <message>
        <source>Hand over the chair…</source>
        <translation>議長を渡す…</translation>
    </message>
    <message>
        <source>No other PC is connected</source>
        <translation>つながっている端末がほかにありません</translation>
    </message>
    <message>
        <source>Hand over the chair to %1? This PC becomes a seat.</source>
        <translation>%1に議長を渡しますか？ この端末は席になります。</translation>
    </message>
    <message>
        <source>The secret vote that is open can then be counted by nobody; close it first.</source>
        <translation>受付中の無記名投票は、渡すと誰も集計できなくなります。先に締め切ってください。</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>渡す</translation>
    </message>
    <message>
        <source>Make the PC of %1 leave the meeting? What was posted from it so far is kept.</source>
        <translation>%1の端末を退出させますか？ これまでの投稿は残ります。</translation>
    </message>
    <message>
        <source>Make it leave</source>
        <translation>退出させる</translation>
    </message>
    <message>
        <source>%1 – called in</source>
        <translation>%1 – 回収済み</translation>
    </message>
    <message>
        <source>%1 – arriving</source>
        <translation>%1（受信中）</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n page(s))</source>
        <translation>
            <numerusform>%1（%n頁）</numerusform>
        </translation>
    </message>
    <message>
        <source>Chair</source>
        <translation>議長席</translation>
    </message>
    <message>
        <source>Chair. Opens a menu to hand over.</source>
        <translation>議長席。議長を渡すメニューを開きます。</translation>
    </message>
    <message>
        <source>Meeting code</source>
        <translation>参加コード</translation>
    </message>
    <message>
        <source>The meeting is closed. Nobody can post any more.</source>
        <translation>会議は終わりました。もう投稿はできません。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>資料を開く</translation>
    </message>
    <message>
        <source>Open a document</source>
        <translation>資料を開く</translation>
    </message>
    <message>
        <source>Comments, documents or polls</source>
        <translation>意見・資料・採決</translation>
    </message>
    <message>
        <source>Incoming comments</source>
        <translation>届いた意見</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>資料</translation>
    </message>
    <message>
        <source>Polls</source>
        <translation>採決</translation>
    </message>
    <message>
        <source>Carry the meeting</source>
        <translation>会議を持ち運ぶ</translation>
    </message>
    <message>
        <source>Carry the meeting. Opens a menu.</source>
        <translation>会議を持ち運ぶ。メニューが開きます。</translation>
    </message>
</context>
<context>
    <name>ChangedMarks</name>
    <message>
        <source>changed</source>
        <translation>変更</translation>
    </message>
</context>
<context>
    <name>ClosingCode</name>
    <message>
        <source>The record is still arriving</source>
        <translation>記録を受信中です</translation>
    </message>
    <message>
        <source>Closing code %1</source>
        <translation>終了コード %1</translation>
    </message>
    <message>
        <source>The closing code appears here as soon as this PC has the whole record.</source>
        <translation>この端末に記録がすべて届くと、ここに終了コードが出ます。</translation>
    </message>
    <message>
        <source>Where the same code is shown, the same record of this meeting is kept.</source>
        <translation>同じ終了コードの画面には、同じ記録が残っています。</translation>
    </message>
</context>
<context>
    <name>ClosingQuestion</name>
    <message>
        <source>Close the meeting?</source>
        <translation>会議を終えますか？</translation>
    </message>
    <message>
        <source>After this nobody can post. It cannot be undone. Everything that was posted is kept.</source>
        <translation>終えると、もう投稿できません。取り消せません。投稿された意見はすべて残ります。</translation>
    </message>
    <message>
        <source>Look back first, then close</source>
        <translation>振り返りをしてから終える</translation>
    </message>
    <message>
        <source>Go on with the meeting</source>
        <translation>会議を続ける</translation>
    </message>
    <message>
        <source>Close the meeting</source>
        <translation>会議を終える</translation>
    </message>
    <message>
        <source>Close it and call the documents in</source>
        <translation>終えて、資料を回収する</translation>
    </message>
    <message numerus="yes">
        <source>%n comment(s) that wait to be released will not be shown any more.</source>
        <translation>
            <numerusform>確認待ち %n件は公開されないまま終わります。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CodeInput</name>
    <message>
        <source>Meeting code, 6 digits</source>
        <translation>参加コード（6桁）</translation>
    </message>
</context>
<context>
    <name>CollectionPanel</name>
    <message>
        <source>Confidential documents</source>
        <translation>取扱注意の資料</translation>
    </message>
    <message>
        <source>Call in…</source>
        <translation>回収する…</translation>
    </message>
    <message>
        <source>Save the certificate…</source>
        <translation>回収証明書を保存…</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s), on the PCs of the room. None is called in.</source>
        <translation>
            <numerusform>%n件の資料が各席のPCにあります。まだ回収していません。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) not called in yet.</source>
        <translation>
            <numerusform>まだ回収していない資料が%n件あります。</numerusform>
        </translation>
    </message>
    <message>
        <source>All are called in.</source>
        <translation>すべて回収しました。</translation>
    </message>
    <message>
        <source>%1 %2: destroyed</source>
        <translation>%1 %2：回収済み</translation>
    </message>
    <message>
        <source>%1 %2: not yet</source>
        <translation>%1 %2：未回収</translation>
    </message>
    <message>
        <source>All confidential documents</source>
        <translation>取扱注意の資料すべて</translation>
    </message>
</context>
<context>
    <name>CommentCard</name>
    <message>
        <source>Withdraw this comment?</source>
        <translation>取り消しますか？</translation>
    </message>
    <message>
        <source>It cannot be brought back.</source>
        <translation>元には戻せません。</translation>
    </message>
    <message>
        <source>Yes, withdraw it</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>No</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>▾ Show {count} more replies</source>
        <translation>▾ 返信をあと{count}件表示</translation>
    </message>
    <message>
        <source>▴ Fold replies</source>
        <translation>▴ 返信をたたむ</translation>
    </message>
    <message>
        <source>✓ Answered</source>
        <translation>✓ 回答済み</translation>
    </message>
    <message>
        <source>Changed after the close</source>
        <translation>閉会後に修正</translation>
    </message>
    <message>
        <source>Changed later</source>
        <translation>編集済み</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>同感</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>返信</translation>
    </message>
    <message>
        <source>Hidden from the others. Only you see it.</source>
        <translation>ほかの人には表示されていません。</translation>
    </message>
    <message>
        <source>Reason: {reason}</source>
        <translation>理由：{reason}</translation>
    </message>
    <message>
        <source>{time} before the change: {text}</source>
        <translation>{time} 変更前：{text}</translation>
    </message>
    <message>
        <source>{time} arrived after the close, not in the record: {text}</source>
        <translation>{time} 閉会後に届いた修正（記録には入りません）：{text}</translation>
    </message>
    <message>
        <source>Answer: {text}</source>
        <translation>回答：{text}</translation>
    </message>
</context>
<context>
    <name>CommentChoice</name>
    <message>
        <source>Which comments to show</source>
        <translation>表示する意見</translation>
    </message>
    <message>
        <source>This page {count}</source>
        <translation>この頁 {count}</translation>
    </message>
    <message>
        <source>This item {count}</source>
        <translation>この議題 {count}</translation>
    </message>
    <message>
        <source>All {count}</source>
        <translation>すべて {count}</translation>
    </message>
    <message>
        <source>Mine {count}</source>
        <translation>自分の意見 {count}</translation>
    </message>
    <message>
        <source>Unanswered {count}</source>
        <translation>未回答 {count}</translation>
    </message>
</context>
<context>
    <name>CommentFlags</name>
    <message>
        <source>Comments %1</source>
        <translation>意見 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n comment(s) on page %1</source>
        <translation>
            <numerusform>%1頁に意見 %n件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommentList</name>
    <message>
        <source>Comments</source>
        <translation>意見</translation>
    </message>
    <message>
        <source>No comments here yet.</source>
        <translation>まだ意見はありません。</translation>
    </message>
    <message>
        <source>Take back my agreement</source>
        <translation>同感を取り消す</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>同感</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>返信</translation>
    </message>
    <message>
        <source>Go to {place}</source>
        <translation>{place} を開く</translation>
    </message>
    <message>
        <source>Fold the replies</source>
        <translation>返信をたたむ</translation>
    </message>
    <message>
        <source>Show all replies</source>
        <translation>返信をすべて表示</translation>
    </message>
    <message>
        <source>Earlier texts</source>
        <translation>変更前の文章</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>編集…</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>取消…</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>本文をコピー</translation>
    </message>
</context>
<context>
    <name>CommentPanel</name>
    <message>
        <source>No comments yet.</source>
        <translation>意見はまだありません。</translation>
    </message>
    <message>
        <source>No comments of this kind here.</source>
        <translation>この条件の意見はありません。</translation>
    </message>
    <message>
        <source>No comments on this page yet.</source>
        <translation>この頁への意見はまだありません。</translation>
    </message>
    <message>
        <source>No comments on this item yet. Yours can be the first.</source>
        <translation>この議題への意見はまだありません。
最初の一言をどうぞ。</translation>
    </message>
    <message>
        <source>No comments yet. Yours can be the first.</source>
        <translation>意見はまだありません。
最初の一言をどうぞ。</translation>
    </message>
    <message>
        <source>The meeting is closed. Nothing more can be posted.</source>
        <translation>会議は終わりました。
投稿はできません。</translation>
    </message>
    <message>
        <source>The meeting is not open yet. Comments can be posted once it is open.</source>
        <translation>会議はまだ開いていません。開くと投稿できます。</translation>
    </message>
    <message>
        <source>The chair removed this PC from the meeting. Nothing more can be posted here.</source>
        <translation>議長がこの端末を退出させました。ここからは投稿できません。</translation>
    </message>
    <message>
        <source>This PC has this meeting from a file and is no part of it: you can read. To post, leave it and join with its code.</source>
        <translation>このPCはファイルで会議を取り込んだだけで、参加していません。閲覧はできます。投稿するには、いったん退出し、会議コードで参加してください。</translation>
    </message>
    <message>
        <source>Observers read along and do not post.</source>
        <translation>オブザーバーは閲覧のみです。</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Reply</source>
        <translation>返信</translation>
    </message>
    <message>
        <source>Write what you think. Enter makes a new line, Ctrl+Enter posts.</source>
        <translation>ご意見をどうぞ。Enterで改行、Ctrl+Enterで投稿します。</translation>
    </message>
    <message>
        <source>Your comment</source>
        <translation>意見の入力欄</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>頁</translation>
    </message>
    <message>
        <source>Choose a part of the page to write about (Ctrl+Shift+K)</source>
        <translation>ページの一部を選んで意見を書く（Ctrl+Shift+K）</translation>
    </message>
    <message>
        <source>Withhold my name</source>
        <translation>名前を出さない</translation>
    </message>
    <message>
        <source>No link to the chair. What you post is saved on this PC and goes out by itself.</source>
        <translation>議長席とつながっていません。
投稿はこの端末に保存されます。</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>投稿</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Reply to {author} ✕</source>
        <translation>{author} への返信 ×</translation>
    </message>
    <message>
        <source>Reply to {author}. Press to drop it.</source>
        <translation>{author} への返信。押すとやめます。</translation>
    </message>
    <message>
        <source>The rule has changed while you write. Now:</source>
        <translation>書いている間に決まりが変わりました。今の決まり：</translation>
    </message>
    <message>
        <source>On {page} ✕</source>
        <translation>{page} に付ける ×</translation>
    </message>
    <message>
        <source>+ Put on {page}</source>
        <translation>＋ {page} に付ける</translation>
    </message>
    <message>
        <source>On a part of {page} ✕</source>
        <translation>{page} の一部に付ける ×</translation>
    </message>
    <message>
        <source>Belongs to {place}</source>
        <translation>{place} に付ける</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>「{words}」</translation>
    </message>
    <message>
        <source>Too long to post: at most {count} characters.</source>
        <translation>長すぎます。{count}字までです。</translation>
    </message>
    <message>
        <source>There is too much text to paste. Nothing was pasted.</source>
        <translation>貼り付ける文章が長すぎるため、貼り付けませんでした。</translation>
    </message>
</context>
<context>
    <name>CopiedStrip</name>
    <message>
        <source>Another PC has the same key as this one.</source>
        <translation>この端末と同じ鍵を持つPCが、もう1台あります。</translation>
    </message>
    <message>
        <source>This happens when a PC is copied. While both are on, neither is let into the meeting. Press the button on the PC that was made as the copy; if nobody knows which one that is, on both. Afterwards the meeting code is asked for again. Private notes stay on this PC.</source>
        <translation>PCを複製（コピー）したときに起きます。2台とも動いている間は、どちらも会議に入れません。複製して作ったほうのPCで、右のボタンを押してください。どちらか分からないときは、両方で押してかまいません。押したあと、参加コードをもう一度入れて参加します。自分の書き込み（メモ）はこの端末に残ります。</translation>
    </message>
    <message>
        <source>Make a new key for this PC</source>
        <translation>この端末の鍵を作り直す</translation>
    </message>
</context>
<context>
    <name>DeskKeys</name>
    <message>
        <source>Keys</source>
        <translation>キー操作</translation>
    </message>
    <message>
        <source>Project, or stop</source>
        <translation>映す・映写を終える</translation>
    </message>
    <message>
        <source>Next item</source>
        <translation>次の議題へ</translation>
    </message>
    <message>
        <source>Go to a comment</source>
        <translation>意見を選ぶ</translation>
    </message>
    <message>
        <source>Answered, or open again</source>
        <translation>回答済みにする・戻す</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>返信</translation>
    </message>
    <message>
        <source>Release; Shift+L: all</source>
        <translation>公開する。Shift+L：全部</translation>
    </message>
    <message>
        <source>Hide, or show again</source>
        <translation>非表示にする・戻す</translation>
    </message>
    <message>
        <source>Choose for a group; Shift+G: put together</source>
        <translation>まとめる意見を選ぶ。Shift+G：まとめる</translation>
    </message>
    <message>
        <source>Dissolve, take out, leave apart</source>
        <translation>ばらす・外す・まとめない</translation>
    </message>
    <message>
        <source>Open or fold a group</source>
        <translation>まとめを開く・閉じる</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>スペース</translation>
    </message>
    <message>
        <source>Whole text, or shorter</source>
        <translation>全文・短く</translation>
    </message>
    <message>
        <source>Show what is new</source>
        <translation>新しい意見を表示</translation>
    </message>
    <message>
        <source>Suggestions of alike comments</source>
        <translation>似た意見の候補</translation>
    </message>
    <message>
        <source>This item, or all items</source>
        <translation>この議題・すべての議題</translation>
    </message>
    <message>
        <source>All, open, questions, held, answered, hidden</source>
        <translation>すべて・未対応・質問・確認待ち・回答済み・非表示</translation>
    </message>
    <message>
        <source>To the polls; Esc leads back</source>
        <translation>採決へ（Escで戻る）</translation>
    </message>
    <message>
        <source>To the floor</source>
        <translation>発言の順番へ</translation>
    </message>
    <message>
        <source>To the next part of the window</source>
        <translation>画面の次の部分へ</translation>
    </message>
    <message>
        <source>These keys</source>
        <translation>キー操作の一覧</translation>
    </message>
</context>
<context>
    <name>DocumentDesk</name>
    <message>
        <source>Add documents</source>
        <translation>資料を追加</translation>
    </message>
    <message>
        <source>Replace by this file</source>
        <translation>差し替えるファイルを選ぶ</translation>
    </message>
    <message>
        <source>PDF documents (*.pdf *.PDF)</source>
        <translation>PDF資料 (*.pdf *.PDF)</translation>
    </message>
    <message>
        <source>Replace “%1” by the file “%2” at every seat? Comments stay with the version they were made on.</source>
        <translation>「%1」を、全席でファイル「%2」に差し替えますか。これまでの意見は、書かれた版に残ります。</translation>
    </message>
    <message>
        <source>Withdraw %2 of “%1”? No seat can open it any more. This cannot be undone.</source>
        <translation>「%1」の%2を取り下げますか。どの席でも開けなくなります。元には戻せません。</translation>
    </message>
    <message>
        <source>Withdraw “%1” from every seat? Comments on it are kept. This cannot be undone.</source>
        <translation>「%1」を全席から取り下げますか。資料への意見は残ります。元には戻せません。</translation>
    </message>
    <message>
        <source>Withdraw it</source>
        <translation>取り下げる</translation>
    </message>
    <message>
        <source>“%1” was withdrawn.</source>
        <translation>「%1」を取り下げました。</translation>
    </message>
    <message>
        <source>That version of “%1” was withdrawn.</source>
        <translation>「%1」のその版を取り下げました。</translation>
    </message>
    <message>
        <source>Taking in “%1” (%2 of %3)…</source>
        <translation>「%1」を取り込んでいます（%3件中%2件目）…</translation>
    </message>
    <message>
        <source>“%1” replaced it at every seat.</source>
        <translation>「%1」に差し替えました。全席に届けます。</translation>
    </message>
    <message>
        <source>“%1” was added.</source>
        <translation>「%1」を追加しました。全席に届けます。</translation>
    </message>
    <message>
        <source>stopped, not taken in</source>
        <translation>中止しました（取り込んでいません）</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) taken in.</source>
        <translation>
            <numerusform>%n件の資料を取り込みました。</numerusform>
        </translation>
    </message>
    <message>
        <source>The chair&apos;s PC is not connected. Seats that are not connected either get this later.</source>
        <translation>議長席のPCとつながっていません。つながっていない席には、あとで届きます。</translation>
    </message>
</context>
<context>
    <name>DocumentFacts</name>
    <message>
        <source>About this document</source>
        <translation>この資料について</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n頁</numerusform>
        </translation>
    </message>
    <message>
        <source>Its text may be copied.</source>
        <translation>文字をコピーできます。</translation>
    </message>
    <message>
        <source>Its text may not be copied: the file forbids it.</source>
        <translation>文字のコピーは資料の設定で禁じられています。</translation>
    </message>
    <message>
        <source>It may be printed.</source>
        <translation>印刷できます。</translation>
    </message>
    <message>
        <source>It may not be printed: the file forbids it.</source>
        <translation>印刷は資料の設定で禁じられています。</translation>
    </message>
    <message>
        <source>It has a form. It can be read, not filled in here.</source>
        <translation>フォームは読めますが、記入はできません。</translation>
    </message>
    <message>
        <source>It has scripts. They never run here.</source>
        <translation>プログラム（スクリプト）を含みますが、ここでは動かしません。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) inside</source>
        <translation>
            <numerusform>付いたファイル %n件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DocumentNews</name>
    <message>
        <source>Added</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Replaced by version %1</source>
        <translation>第%1版に差し替え</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>取り下げ</translation>
    </message>
    <message>
        <source>Version %1 withdrawn</source>
        <translation>第%1版を取り下げ</translation>
    </message>
    <message>
        <source>NEW</source>
        <translation>新着</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>理由：%1</translation>
    </message>
</context>
<context>
    <name>DocumentReader</name>
    <message>
        <source>Opening the document…</source>
        <translation>資料を開いています…</translation>
    </message>
</context>
<context>
    <name>DocumentStrip</name>
    <message>
        <source>Reason, shown at every seat (may be left empty)</source>
        <translation>理由（全席に表示されます。空欄でもかまいません）</translation>
    </message>
    <message>
        <source>Reason for the replacement, may be left empty</source>
        <translation>差し替えの理由（空欄でもかまいません）</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>差し替える</translation>
    </message>
    <message>
        <source>Add it as another document</source>
        <translation>別の資料として追加する</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>そのままにする</translation>
    </message>
</context>
<context>
    <name>EditPanel</name>
    <message>
        <source>Change your comment</source>
        <translation>自分の意見を書き直す</translation>
    </message>
    <message>
        <source>Text of your comment</source>
        <translation>意見の本文</translation>
    </message>
    <message>
        <source>Do not change</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>Save the change</source>
        <translation>書き直しを保存</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
</context>
<context>
    <name>FileWindow</name>
    <message>
        <source>%1 - Kurumaza</source>
        <translation>%1 - 車座</translation>
    </message>
    <message>
        <source>Some of my notes are not saved.</source>
        <translation>保存できていない書き込みがあります。</translation>
    </message>
    <message>
        <source>This PC cannot write them. They are lost when the window is closed.</source>
        <translation>この端末に書き込めないため、窓を閉じると失われます。</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>閉じない</translation>
    </message>
    <message>
        <source>Close without them</source>
        <translation>書き込みを捨てて閉じる</translation>
    </message>
</context>
<context>
    <name>FloorBar</name>
    <message>
        <source>Who waits to speak</source>
        <translation>発言を待っている席</translation>
    </message>
    <message>
        <source>Waiting {count}</source>
        <translation>待ち {count}</translation>
    </message>
    <message>
        <source>Who speaks</source>
        <translation>発言者</translation>
    </message>
    <message>
        <source>Waiting to speak: {count}. Shows who.</source>
        <translation>発言待ち {count}席。押すと一覧を表示します。</translation>
    </message>
    <message>
        <source>Speaking: {name} {time}</source>
        <translation>発言中：{name} {time}</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>ほか {count}席</translation>
    </message>
    <message>
        <source>You</source>
        <translation>自分</translation>
    </message>
    <message>
        <source>A participant</source>
        <translation>参加者</translation>
    </message>
    <message>
        <source>Speaking {time} · end</source>
        <translation>発言中 {time}・終える</translation>
    </message>
    <message>
        <source>{time} · end</source>
        <translation>{time}・終える</translation>
    </message>
    <message>
        <source>You have the floor. Press to end your speech.</source>
        <translation>発言中です。押すと発言を終えます。</translation>
    </message>
    <message>
        <source>Not with the chair yet · withdraw</source>
        <translation>議長席にはまだ届いていません・取り消す</translation>
    </message>
    <message>
        <source>On its way · withdraw</source>
        <translation>送信待ち・取り消す</translation>
    </message>
    <message>
        <source>Waiting: no. {place} · withdraw</source>
        <translation>発言待ち {place}番目・取り消す</translation>
    </message>
    <message>
        <source>No. {place} · withdraw</source>
        <translation>{place}番目・取り消す</translation>
    </message>
    <message>
        <source>Ask for the floor</source>
        <translation>発言を求める</translation>
    </message>
    <message>
        <source>over</source>
        <translation>超過</translation>
    </message>
</context>
<context>
    <name>FloorPanel</name>
    <message>
        <source>The floor</source>
        <translation>発言</translation>
    </message>
    <message>
        <source>Time for a speech</source>
        <translation>1回の持ち時間</translation>
    </message>
    <message>
        <source>Times…</source>
        <translation>時間の一覧</translation>
    </message>
    <message>
        <source>List of speaking times</source>
        <translation>発言時間の一覧を開く</translation>
    </message>
    <message>
        <source>End the speech</source>
        <translation>発言を終える</translation>
    </message>
    <message numerus="yes">
        <source>%n seat(s) wait(s)</source>
        <translation>
            <numerusform>%n席が発言を求めています</numerusform>
        </translation>
    </message>
    <message>
        <source>nobody waits</source>
        <translation>発言を求めている席はありません</translation>
    </message>
    <message>
        <source>Let %1 speak</source>
        <translation>%1を指名する</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ほか%n席</numerusform>
        </translation>
    </message>
    <message>
        <source>waits %1</source>
        <translation>待ち %1</translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n分</numerusform>
        </translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>時間制限なし</translation>
    </message>
</context>
<context>
    <name>GroupingStrip</name>
    <message>
        <source>Put together</source>
        <translation>まとめる</translation>
    </message>
    <message>
        <source>Choose none</source>
        <translation>選択をやめる</translation>
    </message>
    <message>
        <source>One is chosen. Choose another one.</source>
        <translation>1件を選びました。もう1件選んでください。</translation>
    </message>
    <message numerus="yes">
        <source>Chosen: %n</source>
        <translation>
            <numerusform>%n件を選びました</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeldLabel</name>
    <message>
        <source>Comments that were not released: {count}</source>
        <translation>公開されなかった意見 {count}件</translation>
    </message>
    <message>
        <source>◷ Waiting to be checked: {count}. Shown once the chair has checked them.</source>
        <translation>◷ 確認待ち {count}件・議長の確認後に表示</translation>
    </message>
    <message>
        <source>◷ Comments are shown once the chair has checked them.</source>
        <translation>◷ 意見は議長の確認後に表示されます</translation>
    </message>
</context>
<context>
    <name>Incoming</name>
    <message>
        <source>▣ Project</source>
        <translation>▣ 映す</translation>
    </message>
    <message>
        <source>Stop projecting</source>
        <translation>映写を終える</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>公開する</translation>
    </message>
    <message>
        <source>Mark as answered</source>
        <translation>回答済みにする</translation>
    </message>
    <message>
        <source>Mark as open again</source>
        <translation>未回答に戻す</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>返信</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>まとめる</translation>
    </message>
    <message>
        <source>☑ Chosen</source>
        <translation>☑ 選択中</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Take out of the group</source>
        <translation>まとめから外す</translation>
    </message>
    <message>
        <source>Dissolve</source>
        <translation>ばらす</translation>
    </message>
    <message>
        <source>Put together</source>
        <translation>まとめる</translation>
    </message>
    <message>
        <source>Leave apart</source>
        <translation>まとめない</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>非表示</translation>
    </message>
    <message>
        <source>Show again</source>
        <translation>再び表示</translation>
    </message>
    <message>
        <source>Whole text</source>
        <translation>全文</translation>
    </message>
    <message>
        <source>Who wrote it</source>
        <translation>投稿者を確認</translation>
    </message>
    <message>
        <source>No longer say who wrote it</source>
        <translation>投稿者の表示をやめる</translation>
    </message>
    <message>
        <source>Shorter</source>
        <translation>短く</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>「%1」</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>ほか%1件</translation>
    </message>
    <message>
        <source>≈ Alike comments: %1</source>
        <translation>≈ 似た意見 %1件</translation>
    </message>
    <message>
        <source>A suggestion. You decide.</source>
        <translation>候補です。まとめるかどうかは議長・事務局が決めます</translation>
    </message>
    <message>
        <source>Replies: %1</source>
        <translation>返信 %1</translation>
    </message>
    <message>
        <source>(secretariat only: %1)</source>
        <translation>（事務局だけに表示：%1）</translation>
    </message>
    <message>
        <source>Group of %1:</source>
        <translation>似た意見 %1件：</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>理由：%1</translation>
    </message>
    <message>
        <source>Answer: %1</source>
        <translation>回答：%1</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>確認待ち</translation>
    </message>
    <message>
        <source>In a group</source>
        <translation>まとめた意見</translation>
    </message>
    <message>
        <source>%1 agree</source>
        <translation>同感 %1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Deleted by its author</source>
        <translation>投稿者が取り消しました</translation>
    </message>
    <message>
        <source>On the projector</source>
        <translation>映写中</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>回答済み</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>非表示中</translation>
    </message>
</context>
<context>
    <name>IncomingList</name>
    <message>
        <source>Comments that have come in</source>
        <translation>届いた意見</translation>
    </message>
    <message>
        <source>Enter projects, A marks as answered, R replies, H hides, F1 shows all keys</source>
        <translation>Enterで映写、Aで回答済み、Rで返信、Hで非表示、F1でキー操作の一覧</translation>
    </message>
    <message>
        <source>No comments here yet</source>
        <translation>意見はまだありません</translation>
    </message>
</context>
<context>
    <name>IncomingPanel</name>
    <message>
        <source>Order</source>
        <translation>並び順</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>新しい順</translation>
    </message>
    <message>
        <source>Most agreed first</source>
        <translation>同感の多い順</translation>
    </message>
    <message>
        <source>Which comments</source>
        <translation>表示する意見</translation>
    </message>
    <message>
        <source>Show only what is open</source>
        <translation>未対応の意見だけを表示</translation>
    </message>
    <message>
        <source>Which item</source>
        <translation>議題</translation>
    </message>
    <message>
        <source>Show the keys</source>
        <translation>キー操作の一覧</translation>
    </message>
    <message>
        <source>Show the keys (F1)</source>
        <translation>キー操作の一覧（F1）</translation>
    </message>
    <message>
        <source>Put alike ones together</source>
        <translation>似た意見をまとめる</translation>
    </message>
    <message numerus="yes">
        <source>New comments: %n</source>
        <translation>
            <numerusform>新しい意見 %n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>古い順</translation>
    </message>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>質問</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>確認待ち</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>回答済み</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>非表示</translation>
    </message>
    <message>
        <source>All items</source>
        <translation>すべての議題</translation>
    </message>
    <message>
        <source>This item</source>
        <translation>この議題</translation>
    </message>
    <message>
        <source>Open ones</source>
        <translation>未対応</translation>
    </message>
    <message numerus="yes">
        <source>Open %n</source>
        <translation>
            <numerusform>未対応 %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IntakeBar</name>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>What was taken in so far stays; this file and the rest do not.</source>
        <translation>取り込み済みの資料は残ります。このファイルと残りは取り込みません。</translation>
    </message>
</context>
<context>
    <name>ItemDesk</name>
    <message numerus="yes">
        <source>−%n min</source>
        <translation>
            <numerusform>−%n分</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>+%n min</source>
        <translation>
            <numerusform>＋%n分</numerusform>
        </translation>
    </message>
    <message>
        <source>Names</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>no minutes set</source>
        <translation>時間の指定なし</translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n分</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) less for “%1”</source>
        <translation>
            <numerusform>「%1」を%n分短くする</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) more for “%1”</source>
        <translation>
            <numerusform>「%1」を%n分延ばす</numerusform>
        </translation>
    </message>
    <message>
        <source>Who is named in “%1”: %2</source>
        <translation>「%1」の名前の出し方：%2</translation>
    </message>
    <message>
        <source>Can be set until the item is opened. What was promised is not changed afterwards.</source>
        <translation>議題を始めるまで決められます。始めた後は、投稿した人との約束なので変えられません。</translation>
    </message>
    <message>
        <source>Who is named in this item?</source>
        <translation>この議題の名前の出し方</translation>
    </message>
    <message>
        <source>As in the whole meeting</source>
        <translation>会議全体の決まりのとおり</translation>
    </message>
    <message>
        <source>Seat and name are shown</source>
        <translation>席と名前を出す</translation>
    </message>
    <message>
        <source>Only the department is shown</source>
        <translation>部署名だけを出す</translation>
    </message>
    <message>
        <source>No name is shown; the record keeps it</source>
        <translation>名前を出さない（記録には残る）</translation>
    </message>
</context>
<context>
    <name>JoinPanel</name>
    <message>
        <source>Address or invitation from the chair</source>
        <translation>議長席で聞いたアドレスか招待の文字列</translation>
    </message>
    <message>
        <source>Meeting code (shown on the chair&apos;s screen)</source>
        <translation>参加コード（議長席の画面に表示されています）</translation>
    </message>
    <message>
        <source>Seat number</source>
        <translation>席</translation>
    </message>
    <message>
        <source>Your name or post</source>
        <translation>お名前または役職</translation>
    </message>
    <message>
        <source>Joining</source>
        <translation>参加しています</translation>
    </message>
    <message>
        <source>Stop waiting and change what I typed</source>
        <translation>待つのをやめて入力を直す</translation>
    </message>
    <message>
        <source>Please type the address or the invitation.</source>
        <translation>アドレスか招待の文字列を入れてください。</translation>
    </message>
    <message>
        <source>The code has 6 digits. Please look at the chair&apos;s screen.</source>
        <translation>コードは6桁です。議長席の画面をご覧ください。</translation>
    </message>
    <message>
        <source>Please type your name or post.</source>
        <translation>お名前または役職を入れてください。</translation>
    </message>
    <message>
        <source>This PC has joined before, so no code is needed.</source>
        <translation>このPCは参加したことがあるので、コードはいりません。</translation>
    </message>
    <message>
        <source>A PC that has joined once needs no code the next time.</source>
        <translation>一度参加したPCでは、次からコードの入力はいりません。</translation>
    </message>
    <message>
        <source>Joining…</source>
        <translation>参加しています…</translation>
    </message>
    <message>
        <source>Waiting…</source>
        <translation>待っています…</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>参加する</translation>
    </message>
    <message>
        <source>Join by address or invitation</source>
        <translation>招待（アドレス）で参加</translation>
    </message>
    <message>
        <source>Choose a meeting</source>
        <translation>会議を選んでください</translation>
    </message>
</context>
<context>
    <name>KeptPanel</name>
    <message>
        <source>Delete my private notes of the meeting as well</source>
        <translation>その会議の自分のメモも削除する</translation>
    </message>
    <message>
        <source>Looking at what is stored on this PC…</source>
        <translation>このPCに保存されているものを調べています…</translation>
    </message>
    <message numerus="yes">
        <source>%n meeting(s), %1 in all.</source>
        <translation>
            <numerusform>%n件の会議、合計 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>No meeting is stored on this PC.</source>
        <translation>このPCに保存されている会議はありません。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1を開く</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>削除…</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1を削除</translation>
    </message>
    <message>
        <source>Record…</source>
        <translation>記録…</translation>
    </message>
    <message>
        <source>Write the record of %1</source>
        <translation>%1の記録を書き出します</translation>
    </message>
    <message>
        <source>Delete %1 from this PC? It does not come back.</source>
        <translation>%1をこのPCから削除しますか。元に戻せません。</translation>
    </message>
    <message>
        <source>My private notes of it are deleted as well.</source>
        <translation>自分のメモも削除されます。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除する</translation>
    </message>
    <message>
        <source>%1 – documents %2, record %3</source>
        <translation>%1 – 資料 %2、記録 %3</translation>
    </message>
    <message>
        <source>This meeting is open now.</source>
        <translation>いま開いている会議です。</translation>
    </message>
    <message>
        <source>Its confidential documents are not collected everywhere yet.</source>
        <translation>取扱注意の資料の回収が、まだ終わっていません。</translation>
    </message>
    <message>
        <source>Meeting without a title</source>
        <translation>題名のない会議</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
</context>
<context>
    <name>KindChoice</name>
    <message>
        <source>Kind of comment</source>
        <translation>意見の種類</translation>
    </message>
</context>
<context>
    <name>LinkLabel</name>
    <message>
        <source>State of the link: {words}</source>
        <translation>接続の状態：{words}</translation>
    </message>
    <message>
        <source>You can read and write already; what you post is saved on this PC.</source>
        <translation>もう読み書きできます。投稿はこの端末に保存されます。</translation>
    </message>
    <message>
        <source>Looking for the meeting</source>
        <translation>会議を探しています</translation>
    </message>
    <message numerus="yes">
        <source>The meeting is open (%n seat(s))</source>
        <translation>
            <numerusform>開会中（%n席）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No link to the chair. Linked with other seats (%n seat(s))</source>
        <translation>
            <numerusform>議長席とつながっていません。ほかの席とはつながっています（%n席）</numerusform>
        </translation>
    </message>
    <message>
        <source>The meeting goes on between these seats. The chair gets it all later.</source>
        <translation>この席どうしで会議を続けられます。議長席にはあとで自動で届きます。</translation>
    </message>
    <message>
        <source>Linked with nobody. What you post is saved on this PC</source>
        <translation>だれともつながっていません。投稿はこの端末に保存されています</translation>
    </message>
    <message>
        <source>You can go on reading and posting. Everything goes out by itself later.</source>
        <translation>読むことも投稿もできます。投稿はつながると自動で送られます。</translation>
    </message>
    <message numerus="yes">
        <source>%n comment(s) have not reached anybody</source>
        <translation>
            <numerusform>だれにも届いていない意見 %n件</numerusform>
        </translation>
    </message>
    <message>
        <source>The chair removed this PC</source>
        <translation>議長がこの端末を退出させました</translation>
    </message>
    <message>
        <source>This PC has left the meeting</source>
        <translation>この会議から退出しました</translation>
    </message>
    <message numerus="yes">
        <source>Without the chair (%n seat(s))</source>
        <translation>
            <numerusform>議長席と未接続（%n席）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Without the chair, %n waiting</source>
        <translation>
            <numerusform>議長席と未接続、送信待ち%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Linked with nobody</source>
        <translation>だれともつながっていません</translation>
    </message>
    <message numerus="yes">
        <source>Linked with nobody, %n waiting</source>
        <translation>
            <numerusform>つながりなし、送信待ち%n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In step with the chair (%n seat(s))</source>
        <translation>
            <numerusform>議長席と同期中（%n席）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) still to come</source>
        <translation>
            <numerusform>あと%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Catching up with the chair</source>
        <translation>議長席に追いついています</translation>
    </message>
    <message>
        <source>The meeting has ended</source>
        <translation>会議は終わりました</translation>
    </message>
</context>
<context>
    <name>LinkTool</name>
    <message>
        <source>Link to page %1</source>
        <translation>%1頁へのリンク</translation>
    </message>
    <message>
        <source>Link to %1</source>
        <translation>リンク先: %1</translation>
    </message>
</context>
<context>
    <name>Lobby</name>
    <message>
        <source>The chair&apos;s seat did not answer. Ask the secretariat.</source>
        <translation>議長席からの返事がありません。事務局にお尋ねください。</translation>
    </message>
    <message>
        <source>Another PC is registered at this seat. Waiting for the chair&apos;s seat to confirm.</source>
        <translation>この席には別の端末が登録されています。議長席の確認を待っています。</translation>
    </message>
    <message>
        <source>This PC has a key of its own now. Join the meeting with its code and your seat.</source>
        <translation>この端末の鍵を作り直しました。参加コードと席の番号を入れて参加してください。</translation>
    </message>
</context>
<context>
    <name>LobbyWindow</name>
    <message>
        <source>Kurumaza – join a meeting</source>
        <translation>車座 – 会議に参加する</translation>
    </message>
    <message>
        <source>If the meeting is not found</source>
        <translation>会議が見つからないとき</translation>
    </message>
    <message>
        <source>Join by address or invitation</source>
        <translation>招待（アドレス）で参加</translation>
    </message>
    <message>
        <source>Stored on this PC</source>
        <translation>このPCに保存されているもの</translation>
    </message>
    <message>
        <source>Looking for meetings on this network…</source>
        <translation>このネットワークで会議を探しています…</translation>
    </message>
    <message>
        <source>No meeting found yet. It appears here by itself once the chair has opened it.</source>
        <translation>まだ見つかりません。議長席が会議を開くと、自動でここに出ます。</translation>
    </message>
    <message numerus="yes">
        <source>%n meeting(s) here have the same name. Tell them apart by the check mark on the chair&apos;s screen.</source>
        <translation>
            <numerusform>同じ名前の会議が%n件あります。議長席の画面の照合番号で見分けてください。</numerusform>
        </translation>
    </message>
    <message>
        <source>Join a meeting</source>
        <translation>会議に参加する</translation>
    </message>
    <message>
        <source>These meetings are open on this network. They are found by themselves.</source>
        <translation>このネットワークで開かれている会議です。自動で見つかります。</translation>
    </message>
    <message>
        <source>1. Is this PC on the same network as the chair&apos;s PC? Check the cable or Wi-Fi.</source>
        <translation>1. このPCは議長席と同じネットワークにありますか。ケーブルかWi-Fiを確かめてください。</translation>
    </message>
    <message>
        <source>2. Ask the chair or the secretariat for the address of the meeting.</source>
        <translation>2. 議長席か事務局に、会議のアドレスを聞いてください。</translation>
    </message>
    <message>
        <source>3. Type that address: it works where the list stays empty.</source>
        <translation>3. そのアドレスを入れてください。一覧に出なくても参加できます。</translation>
    </message>
    <message>
        <source>Type the address</source>
        <translation>アドレスを入れる</translation>
    </message>
</context>
<context>
    <name>LookBackCard</name>
    <message>
        <source>Look-back</source>
        <translation>振り返り</translation>
    </message>
</context>
<context>
    <name>LookBackPanel</name>
    <message>
        <source>Looking back at the meeting (30 seconds, if you like)</source>
        <translation>会議の振り返り（30秒・答えなくてもかまいません）</translation>
    </message>
    <message>
        <source>The desks of the chair and the secretariat show the sums. The record keeps who answered what.</source>
        <translation>議長と事務局の画面には合計が出ます。記録には、だれがどう答えたかが残ります。</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>送る</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>今はしない</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Your answers are being saved…</source>
        <translation>回答を保存しています…</translation>
    </message>
    <message>
        <source>Thank you. Your answers are saved on this PC and wait to be sent.</source>
        <translation>ありがとうございました。回答はこの端末に保存済み・送信待ちです。</translation>
    </message>
    <message>
        <source>Thank you. Your answers reached other seats. They count once the chair&apos;s PC has them.</source>
        <translation>ありがとうございました。回答はほかの席に届きました。議長席に届くと数えられます。</translation>
    </message>
    <message>
        <source>✓ The chair&apos;s PC has your answers. Thank you.</source>
        <translation>✓ 回答が議長席に届きました。ありがとうございました。</translation>
    </message>
    <message>
        <source>Was it easy to say what you think?</source>
        <translation>意見を出しやすかったですか</translation>
    </message>
    <message>
        <source>Was the time of the meeting well spent?</source>
        <translation>会議の時間は有意義でしたか</translation>
    </message>
    <message>
        <source>A word for the next meeting</source>
        <translation>次の会議へひとこと</translation>
    </message>
</context>
<context>
    <name>LookBackStrip</name>
    <message>
        <source>Answers so far</source>
        <translation>これまでの回答</translation>
    </message>
    <message>
        <source>Close the meeting now</source>
        <translation>ここで会議を終える</translation>
    </message>
    <message>
        <source>The seats are looking back: %1. The meeting is still open.</source>
        <translation>各席で振り返りをしています：%1。会議はまだ続いています。</translation>
    </message>
</context>
<context>
    <name>MeetingFile</name>
    <message>
        <source>its name cannot be used</source>
        <translation>この名前は使えません</translation>
    </message>
    <message>
        <source>%1; this is not TOML</source>
        <translation>%1（会議ファイルの書き方が正しくありません）</translation>
    </message>
    <message>
        <source>the values are nested too deeply</source>
        <translation>入れ子が深すぎます</translation>
    </message>
    <message>
        <source>the file cannot be read: %1</source>
        <translation>ファイルを読めません：%1</translation>
    </message>
    <message>
        <source>the file is larger than %1 KiB</source>
        <translation>ファイルが %1 KiB を超えています</translation>
    </message>
    <message>
        <source>the file is not saved as UTF-8</source>
        <translation>ファイルの文字コードがUTF-8ではありません</translation>
    </message>
    <message>
        <source>unknown key</source>
        <translation>知らない項目です</translation>
    </message>
    <message>
        <source>this key is missing</source>
        <translation>この項目がありません</translation>
    </message>
    <message>
        <source>a text in quotes was expected</source>
        <translation>引用符で囲んだ文字を書いてください</translation>
    </message>
    <message>
        <source>this must not be empty</source>
        <translation>空にはできません</translation>
    </message>
    <message>
        <source>at most %1 characters are allowed</source>
        <translation>%1文字までです</translation>
    </message>
    <message>
        <source>one of %1 was expected</source>
        <translation>次のどれかを書いてください：%1</translation>
    </message>
    <message>
        <source>a date and time was expected</source>
        <translation>日付と時刻を書いてください</translation>
    </message>
    <message>
        <source>a list of tables was expected: %1</source>
        <translation>次の形の一覧を書いてください：%1</translation>
    </message>
    <message>
        <source>at most %1 are allowed</source>
        <translation>%1個までです</translation>
    </message>
    <message>
        <source>a table was expected</source>
        <translation>項目のまとまりを書いてください</translation>
    </message>
    <message>
        <source>there is no seat %1</source>
        <translation>席%1はありません</translation>
    </message>
    <message>
        <source>seat %1 is an observer&apos;s, which cannot take the chair</source>
        <translation>%1番席は傍聴席のため、議長を引き継げません</translation>
    </message>
    <message>
        <source>this needs %1 in [meeting]</source>
        <translation>[meeting] に %1 を書いてください</translation>
    </message>
    <message>
        <source>there is no folder %1</source>
        <translation>フォルダー %1 がありません</translation>
    </message>
    <message>
        <source>true or false was expected</source>
        <translation>true か false を書いてください</translation>
    </message>
    <message>
        <source>a list of seat numbers was expected</source>
        <translation>席の番号の一覧を書いてください</translation>
    </message>
    <message>
        <source>a list of questions was expected</source>
        <translation>質問の一覧を書いてください</translation>
    </message>
    <message>
        <source>a seat number of at most %1 characters was expected</source>
        <translation>席の番号を%1文字以内で書いてください</translation>
    </message>
    <message>
        <source>a whole number from 0 to %1 was expected</source>
        <translation>0から%1までの整数を書いてください</translation>
    </message>
    <message>
        <source>the name of a file in quotes was expected</source>
        <translation>ファイル名を引用符で囲んで書いてください</translation>
    </message>
    <message>
        <source>the name of a PDF was expected</source>
        <translation>PDFのファイル名が必要です</translation>
    </message>
    <message>
        <source>there is no file %1</source>
        <translation>ファイル %1 がありません</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 を読めません：%2</translation>
    </message>
    <message>
        <source>%1 is a link that leads out of the folder of the meeting</source>
        <translation>%1 は、会議のフォルダーの外を指すリンクです</translation>
    </message>
    <message>
        <source>%1 is no PDF: its contents are of another kind</source>
        <translation>%1 は PDF ではありません（名前は .pdf ですが、中身が違います）</translation>
    </message>
    <message>
        <source>%1 is larger than 2 GB</source>
        <translation>%1 は 2 GB より大きいファイルです</translation>
    </message>
    <message>
        <source>seat %1 is there twice</source>
        <translation>席%1が二つあります</translation>
    </message>
    <message>
        <source>The folder %1 cannot be read: %2.</source>
        <translation>フォルダー %1 を読めません：%2</translation>
    </message>
    <message>
        <source>There is no PDF in the folder %1.</source>
        <translation>フォルダー %1 にPDFがありません。</translation>
    </message>
    <message>
        <source>The PDFs make %1 agenda items; %2 are allowed.</source>
        <translation>PDFから議題が%1件になります。%2件までです。</translation>
    </message>
    <message>
        <source>%1: line %2, %3: %4</source>
        <translation>%1：%2行目、%3：%4</translation>
    </message>
    <message>
        <source>%1: line %2: %3</source>
        <translation>%1：%2行目：%3</translation>
    </message>
    <message>
        <source>%1: %2: %3</source>
        <translation>%1：%2：%3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>MeetingList</name>
    <message>
        <source>Meeting of the chair&apos;s PC %1</source>
        <translation>議長席 %1 の会議</translation>
    </message>
    <message>
        <source>Chair&apos;s PC %1</source>
        <translation>議長席 %1</translation>
    </message>
    <message>
        <source>Check mark %1</source>
        <translation>照合番号 %1</translation>
    </message>
    <message>
        <source>Joined before</source>
        <translation>参加済み</translation>
    </message>
</context>
<context>
    <name>MeetingReading</name>
    <message>
        <source>This confidential document is no longer on this PC.</source>
        <translation>この取扱注意の資料は、もうこのPCにありません。</translation>
    </message>
    <message>
        <source>The chair called this document in. It is kept on no PC any more.</source>
        <translation>この資料は議長が回収しました。どのPCにも残していません。</translation>
    </message>
    <message>
        <source>This document waits for its key. It opens as soon as the key is here.</source>
        <translation>資料の鍵を待っています。鍵が届くと開きます。</translation>
    </message>
    <message>
        <source>This document has not arrived yet. It opens as soon as it is here.</source>
        <translation>この資料はまだ届いていません。届きしだい開きます。</translation>
    </message>
    <message>
        <source>What this is about was withdrawn.</source>
        <translation>この意見の資料（またはその版）は取り下げられました。</translation>
    </message>
    <message>
        <source>Open beside (Ctrl+Shift+B)</source>
        <translation>横に並べて開く（Ctrl+Shift+B）</translation>
    </message>
    <message>
        <source>The version before this one, beside it</source>
        <translation>ひとつ前の版を横に開く</translation>
    </message>
    <message>
        <source>The presenter&apos;s page beside mine</source>
        <translation>発表者の頁を横に並べる</translation>
    </message>
    <message>
        <source>There is no version before this one.</source>
        <translation>この資料に、前の版はありません。</translation>
    </message>
    <message>
        <source>The old version is no longer on this PC.</source>
        <translation>旧版はこの端末に残っていません。</translation>
    </message>
    <message>
        <source>Before: %1</source>
        <translation>差し替え前: %1</translation>
    </message>
    <message>
        <source>“%1” was withdrawn. Comments on it are kept.</source>
        <translation>「%1」は取り下げられました。資料への意見は残っています。</translation>
    </message>
</context>
<context>
    <name>Minutes</name>
    <message>
        <source>Minutes of %1 (draft)</source>
        <translation>%1&#x3000;会議録（案）</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>出席者</translation>
    </message>
    <message>
        <source>Course of the meeting</source>
        <translation>会議の経過</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>資料</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>集計</translation>
    </message>
    <message>
        <source>Look-back</source>
        <translation>振り返り</translation>
    </message>
    <message>
        <source>What proves this record</source>
        <translation>記録の確認</translation>
    </message>
    <message>
        <source>Handle with care: the meeting had confidential documents</source>
        <translation>取扱注意：取扱注意の資料がある会議です</translation>
    </message>
    <message>
        <source>For the secretariat&apos;s file only: with the names that the screens withheld, and with what was never released. Do not hand it on.</source>
        <translation>事務局保存用：画面に出さなかった投稿者の名前と、公開しなかった意見を含みます。配布しないでください。</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>会議名</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>主催</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>予定</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>Chair</source>
        <translation>議長</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>接続した席</translation>
    </message>
    <message>
        <source>%1 of %2 seats</source>
        <translation>%2席中%1席</translation>
    </message>
    <message>
        <source>Pauses</source>
        <translation>休止</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>接続なし</translation>
    </message>
    <message>
        <source>Seat</source>
        <translation>席</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>部署・氏名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>役割</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>Spoke</source>
        <translation>発言時間</translation>
    </message>
    <message>
        <source>Item %1  %2</source>
        <translation>議題%1&#x3000;%2</translation>
    </message>
    <message>
        <source>Belongs to no item</source>
        <translation>議題に属さないもの</translation>
    </message>
    <message>
        <source>Documents: %1</source>
        <translation>資料：%1</translation>
    </message>
    <message>
        <source>[Explanation and discussion: to be written]</source>
        <translation>〔説明・質疑の要旨を記入〕</translation>
    </message>
    <message>
        <source>[Decision: to be written]</source>
        <translation>〔決定事項を記入〕</translation>
    </message>
    <message>
        <source>Planned %1 min</source>
        <translation>予定%1分</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>実際%1</translation>
    </message>
    <message>
        <source>not opened</source>
        <translation>開かれませんでした</translation>
    </message>
    <message>
        <source>Presenter: seat %1</source>
        <translation>説明：席%1</translation>
    </message>
    <message>
        <source>Spoke from the floor</source>
        <translation>発言</translation>
    </message>
    <message>
        <source>secret</source>
        <translation>無記名</translation>
    </message>
    <message>
        <source>open</source>
        <translation>記名</translation>
    </message>
    <message>
        <source>Poll %1 (%2): %3</source>
        <translation>採決%1（%2）：%3</translation>
    </message>
    <message>
        <source>%1 of %2 voted</source>
        <translation>%2席中%1席が投票</translation>
    </message>
    <message>
        <source>Result: %1</source>
        <translation>結果：%1</translation>
    </message>
    <message>
        <source>quorum %1</source>
        <translation>定足数%1</translation>
    </message>
    <message>
        <source>needed: %1</source>
        <translation>可決の条件：%1</translation>
    </message>
    <message>
        <source>unreadable: %1</source>
        <translation>読めない票：%1</translation>
    </message>
    <message>
        <source>Too late, not counted: %1</source>
        <translation>締め切り後に届き、数えなかった票：%1</translation>
    </message>
    <message>
        <source>Comments posted (%1)</source>
        <translation>投稿された意見（%1件）</translation>
    </message>
    <message>
        <source>Put together: No. %1</source>
        <translation>似た意見：No.%1</translation>
    </message>
    <message>
        <source>(withdrawn by its author)</source>
        <translation>（投稿者が取り下げました）</translation>
    </message>
    <message>
        <source>On the words: %1</source>
        <translation>選んだ語句：「%1」</translation>
    </message>
    <message>
        <source>Before, %1: %2</source>
        <translation>変更前（%1）：%2</translation>
    </message>
    <message>
        <source>Changed after the close, %1, not in the record: %2</source>
        <translation>閉会後（%1）に届いた修正（記録には入りません）：%2</translation>
    </message>
    <message>
        <source>answered in the meeting</source>
        <translation>会議で回答しました</translation>
    </message>
    <message>
        <source>→ Answer: %1</source>
        <translation>→ 回答：%1</translation>
    </message>
    <message>
        <source>Hidden because: %1</source>
        <translation>非表示の理由：%1</translation>
    </message>
    <message>
        <source>No. %1</source>
        <translation>No.%1</translation>
    </message>
    <message>
        <source>agree: %1</source>
        <translation>同感%1</translation>
    </message>
    <message>
        <source>arrived late</source>
        <translation>遅れて届きました</translation>
    </message>
    <message>
        <source>changed since</source>
        <translation>変更あり</translation>
    </message>
    <message>
        <source>Hidden comments</source>
        <translation>非表示にした意見</translation>
    </message>
    <message>
        <source>The chair or the secretariat took these from the screens. The record keeps them.</source>
        <translation>議長または事務局が画面から外した意見です。記録には残します。</translation>
    </message>
    <message>
        <source>Comments that were never released</source>
        <translation>公開しなかった意見</translation>
    </message>
    <message>
        <source>%1 comments waited to be released. Nobody read them, and this file does not say them.</source>
        <translation>確認待ちのまま公開しなかった意見が%1件あります。ほかの席では読まれておらず、このファイルにも内容は含めません。</translation>
    </message>
    <message>
        <source>confidential</source>
        <translation>取扱注意</translation>
    </message>
    <message>
        <source>called in</source>
        <translation>回収済み</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>資料</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版</translation>
    </message>
    <message>
        <source>Handed out</source>
        <translation>配布</translation>
    </message>
    <message>
        <source>State and reason</source>
        <translation>状態・差し替えの理由</translation>
    </message>
    <message>
        <source>withdrawn %1</source>
        <translation>取り下げ %1</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>意見</translation>
    </message>
    <message>
        <source>marked as answered</source>
        <translation>回答済み</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>非表示</translation>
    </message>
    <message>
        <source>never released</source>
        <translation>公開せず</translation>
    </message>
    <message>
        <source>withdrawn by their authors</source>
        <translation>取り下げ</translation>
    </message>
    <message>
        <source>seats that spoke from the floor</source>
        <translation>発言した席</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>議題</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>返信</translation>
    </message>
    <message>
        <source>Agreements</source>
        <translation>同感</translation>
    </message>
    <message>
        <source>Open questions</source>
        <translation>未回答の質問</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>%1 of %2 seats answered</source>
        <translation>%2席中%1席が回答</translation>
    </message>
    <message>
        <source>Closing code</source>
        <translation>終了コード</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>ダイジェスト（SHA-256）</translation>
    </message>
    <message>
        <source>Number of the meeting</source>
        <translation>会議の番号</translation>
    </message>
    <message>
        <source>Rule for names</source>
        <translation>名前の扱い</translation>
    </message>
    <message>
        <source>Rule of moderation</source>
        <translation>投稿の公開</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>書き出した日時</translation>
    </message>
    <message>
        <source>Equal closing codes on two screens prove that both hold the same record. The digest is that of the meeting as this file was written.</source>
        <translation>終了コードが同じ席は、同じ記録を持っています。ダイジェストは、このファイルを書き出した時点の会議のものです。</translation>
    </message>
</context>
<context>
    <name>ModerationBar</name>
    <message>
        <source>Comments are shown once the chair or the secretariat releases them.</source>
        <translation>意見は、議長か事務局が公開してから表示されます。</translation>
    </message>
    <message>
        <source>Comments are shown on every seat at once.</source>
        <translation>意見は、すぐに全席に表示されます。</translation>
    </message>
    <message numerus="yes">
        <source>Release all %n</source>
        <translation>
            <numerusform>すべて公開（%n件）</numerusform>
        </translation>
    </message>
    <message>
        <source>Show at once from now on</source>
        <translation>すぐに表示する</translation>
    </message>
    <message>
        <source>Look first</source>
        <translation>確認してから表示する</translation>
    </message>
</context>
<context>
    <name>NewsBox</name>
    <message>
        <source>New and changed documents</source>
        <translation>資料の新着・変更</translation>
    </message>
</context>
<context>
    <name>NewsButton</name>
    <message>
        <source>New and changed</source>
        <translation>新着・変更</translation>
    </message>
    <message numerus="yes">
        <source>New and changed: %n</source>
        <translation>
            <numerusform>新着・変更 %n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document change(s) since you looked last. Opens a list.</source>
        <translation>
            <numerusform>前に見てから資料の変更が%n件あります。一覧を開きます。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoteBar</name>
    <message>
        <source>Tools for my notes</source>
        <translation>書き込みの道具</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>元に戻す（Ctrl+Z）</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Y)</source>
        <translation>やり直す（Ctrl+Y）</translation>
    </message>
</context>
<context>
    <name>NoteExport</name>
    <message>
        <source>The copy with your notes was saved: %1</source>
        <translation>書き込み入りのコピーを保存しました：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) are for pages that this version does not have; they are not in it.</source>
        <translation>
            <numerusform>この版にない頁の書き込み%n件は、含まれていません。</numerusform>
        </translation>
    </message>
    <message>
        <source>No copy was saved: the document is protected by a password.</source>
        <translation>コピーは保存されませんでした。この資料はパスワードで保護されています。</translation>
    </message>
    <message>
        <source>No copy was saved: the document does not allow notes to be added to it.</source>
        <translation>コピーは保存されませんでした。この資料は注釈の追加を許可していません。</translation>
    </message>
    <message>
        <source>No copy was saved: choose another name than that of the document itself.</source>
        <translation>コピーは保存されませんでした。元の資料とは別の名前を選んでください。</translation>
    </message>
    <message>
        <source>No copy was saved: that place cannot be written (full, or not permitted).</source>
        <translation>コピーは保存されませんでした。その場所には書き込めません（空きがないか、許可されていません）。</translation>
    </message>
    <message>
        <source>No copy was saved: the document is damaged.</source>
        <translation>コピーは保存されませんでした。この資料は壊れています。</translation>
    </message>
</context>
<context>
    <name>NoteList</name>
    <message>
        <source>My notes</source>
        <translation>自分の書き込み</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>The notes on this PC were made by a newer Kurumaza. They were left as they are; update first. New notes cannot be saved.</source>
        <translation>このPCの書き込みは、より新しい車座で作られています。そのままにしてあります。先に更新してください。新しい書き込みは保存できません。</translation>
    </message>
    <message>
        <source>The notes on this PC cannot be read. They were left as they are; tell the IT section. New notes cannot be saved.</source>
        <translation>このPCの書き込みを読めません。そのままにしてあります。情報システム担当に知らせてください。新しい書き込みは保存できません。</translation>
    </message>
    <message>
        <source>Your notes cannot be saved now (the disk is full, or not permitted). They are kept as long as Kurumaza is open, and saving is tried again; make room.</source>
        <translation>今は書き込みを保存できません（ディスクの空きがないか、許可されていません）。車座を開いている間は残っていて、保存を繰り返し試みます。空きを作ってください。</translation>
    </message>
</context>
<context>
    <name>NotesModel</name>
    <message>
        <source>Old version, p. %1</source>
        <translation>旧版 %1頁</translation>
    </message>
    <message>
        <source>p. %1</source>
        <translation>%1頁</translation>
    </message>
    <message>
        <source>No place in the new version</source>
        <translation>新しい版に置けなかった書き込み</translation>
    </message>
    <message>
        <source>Another document</source>
        <translation>その他の資料</translation>
    </message>
</context>
<context>
    <name>NotesPanel</name>
    <message>
        <source>Kind of note</source>
        <translation>書き込みの種類</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>すべての種類</translation>
    </message>
    <message>
        <source>Colour of the note</source>
        <translation>書き込みの色</translation>
    </message>
    <message>
        <source>All colours</source>
        <translation>すべての色</translation>
    </message>
    <message>
        <source>Open the old version</source>
        <translation>旧版を開く</translation>
    </message>
    <message>
        <source>Delete this note</source>
        <translation>この書き込みを削除</translation>
    </message>
    <message>
        <source>Save a PDF with my notes…</source>
        <translation>書き込み入りPDFを保存…</translation>
    </message>
    <message>
        <source>Kept on this PC only</source>
        <translation>この端末だけに保存されています</translation>
    </message>
    <message>
        <source>No notes yet. Choose “Write” above the page, then a pen, a marker or a memo.</source>
        <translation>書き込みはまだありません。頁の上の「書き込み」を押して、ペン・マーカー・メモを選んでください。</translation>
    </message>
    <message>
        <source>No notes of this kind.</source>
        <translation>この条件の書き込みはありません。</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Close this message</source>
        <translation>この知らせを閉じる</translation>
    </message>
</context>
<context>
    <name>NumberStepper</name>
    <message>
        <source>%1: less</source>
        <translation>%1を減らす</translation>
    </message>
    <message>
        <source>%1: more</source>
        <translation>%1を増やす</translation>
    </message>
</context>
<context>
    <name>OpenMeetingPanel</name>
    <message>
        <source>Open a meeting</source>
        <translation>会議を開く</translation>
    </message>
    <message>
        <source>This PC becomes the chair&apos;s. A folder or meeting file may also be dropped here.</source>
        <translation>このPCが議長席になります。フォルダーや会議ファイルをここに落としても開けます。</translation>
    </message>
    <message>
        <source>From a folder of PDFs…</source>
        <translation>PDFのフォルダーから…</translation>
    </message>
    <message>
        <source>From a meeting file…</source>
        <translation>会議ファイルから…</translation>
    </message>
    <message>
        <source>Try a sample meeting</source>
        <translation>体験用の会議を開く</translation>
    </message>
    <message>
        <source>Only read a PDF…</source>
        <translation>PDFを読むだけ…</translation>
    </message>
    <message>
        <source>Carry the meeting</source>
        <translation>会議を持ち運ぶ</translation>
    </message>
    <message>
        <source>Carry the meeting. Opens a menu.</source>
        <translation>会議を持ち運ぶ。メニューが開きます。</translation>
    </message>
    <message>
        <source>Choose a folder with PDFs</source>
        <translation>PDFの入ったフォルダーを選ぶ</translation>
    </message>
    <message>
        <source>Choose a meeting file</source>
        <translation>会議ファイルを選ぶ</translation>
    </message>
    <message>
        <source>Meeting files</source>
        <translation>会議ファイル</translation>
    </message>
    <message>
        <source>Choose a PDF</source>
        <translation>PDFを選ぶ</translation>
    </message>
    <message>
        <source>PDF documents</source>
        <translation>PDF文書</translation>
    </message>
</context>
<context>
    <name>OpeningStrip</name>
    <message>
        <source>Open the meeting</source>
        <translation>開会する</translation>
    </message>
</context>
<context>
    <name>OutlineModel</name>
    <message>
        <source>(no title)</source>
        <translation>（題名なし）</translation>
    </message>
    <message>
        <source>leads nowhere</source>
        <translation>移り先がありません</translation>
    </message>
    <message>
        <source>you are in this section</source>
        <translation>いまここを読んでいます</translation>
    </message>
</context>
<context>
    <name>OutlinePanel</name>
    <message>
        <source>Find a heading</source>
        <translation>見出しを探す</translation>
    </message>
    <message>
        <source>No heading holds these words.</source>
        <translation>この言葉を含む見出しはありません。</translation>
    </message>
    <message>
        <source>This document has no headings.</source>
        <translation>この資料には見出しがありません。</translation>
    </message>
</context>
<context>
    <name>OutlineTree</name>
    <message>
        <source>Headings</source>
        <translation>見出し</translation>
    </message>
</context>
<context>
    <name>OwnBallot</name>
    <message>
        <source>Your own seat: ✓ voted. You can change it until the close.</source>
        <translation>あなたの席：✓ 投票済みです。締め切りまで変更できます。</translation>
    </message>
    <message>
        <source>Your own seat: not voted yet.</source>
        <translation>あなたの席：まだ投票していません。</translation>
    </message>
</context>
<context>
    <name>PageAccessible</name>
    <message>
        <source>Text of page %1</source>
        <translation>%1頁の文章</translation>
    </message>
    <message>
        <source>Page %1</source>
        <translation>%1頁</translation>
    </message>
</context>
<context>
    <name>PageComments</name>
    <message>
        <source>Comment on a part of the page (Ctrl+Shift+K)</source>
        <translation>ページの一部に意見を書く（Ctrl+Shift+K）</translation>
    </message>
    <message>
        <source>Only pages of the meeting&apos;s documents take comments.</source>
        <translation>意見を付けられるのは会議の資料のページだけです。</translation>
    </message>
    <message>
        <source>Drag a frame around what you write about. Esc gives it up.</source>
        <translation>意見を書くところを枠で囲んでください。Esc でやめます。</translation>
    </message>
</context>
<context>
    <name>PageNotice</name>
    <message>
        <source>Try again</source>
        <translation>もう一度</translation>
    </message>
    <message>
        <source>Still drawing this page…</source>
        <translation>この頁を描いています…</translation>
    </message>
    <message>
        <source>This page could not be drawn: it takes too long.</source>
        <translation>この頁は表示できません（時間がかかりすぎます）。</translation>
    </message>
    <message>
        <source>This page could not be drawn.</source>
        <translation>この頁は表示できません。</translation>
    </message>
    <message>
        <source>Try again to draw page %1</source>
        <translation>%1頁をもう一度描く</translation>
    </message>
</context>
<context>
    <name>PageNumberBox</name>
    <message>
        <source>Go to page</source>
        <translation>頁番号へ移る</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>%2頁中の%1頁</translation>
    </message>
</context>
<context>
    <name>PageReadingPane</name>
    <message>
        <source>Close the text</source>
        <translation>文章を閉じる</translation>
    </message>
    <message>
        <source>Text of page %1</source>
        <translation>%1頁の文章</translation>
    </message>
    <message>
        <source>This document does not allow copying.</source>
        <translation>この資料はコピーが禁止されています。</translation>
    </message>
    <message>
        <source>The text of this page could not be read.</source>
        <translation>この頁の文章は読み取れませんでした。</translation>
    </message>
    <message>
        <source>The text of this page is being read…</source>
        <translation>この頁の文章を読み取っています…</translation>
    </message>
    <message>
        <source>This page has no text; it is a picture.</source>
        <translation>この頁には文字情報がありません（画像）。</translation>
    </message>
</context>
<context>
    <name>PageView</name>
    <message>
        <source>Pages of the document</source>
        <translation>資料の頁</translation>
    </message>
</context>
<context>
    <name>PasswordPanel</name>
    <message>
        <source>Kurumaza asks once, and keeps it only until the meeting is left.</source>
        <translation>入力は一度だけです。会議を出るまで覚え、ファイルには残しません。</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>パスワードを表示</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>%1 is protected by a password.</source>
        <translation>「%1」を開くにはパスワードが必要です。</translation>
    </message>
    <message>
        <source>This document is protected by a password.</source>
        <translation>この資料を開くにはパスワードが必要です。</translation>
    </message>
    <message>
        <source>This is not the password. Check capital letters and figures, and enter it again.</source>
        <translation>パスワードが違います。大文字・小文字と数字を確かめて、もう一度入力してください。</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>開いています…</translation>
    </message>
    <message>
        <source>There is nothing written yet.</source>
        <translation>まだ何も入力されていません。</translation>
    </message>
    <message>
        <source>Caps Lock is on.</source>
        <translation>Caps Lock がオンになっています。</translation>
    </message>
</context>
<context>
    <name>PastPollsBox</name>
    <message>
        <source>Votes so far</source>
        <translation>これまでの採決</translation>
    </message>
</context>
<context>
    <name>PastPollsButton</name>
    <message>
        <source>Votes so far: {count}</source>
        <translation>これまでの採決 {count}件</translation>
    </message>
    <message>
        <source>{words}. Opens a list of the results.</source>
        <translation>{words}。押すと結果の一覧を表示します。</translation>
    </message>
</context>
<context>
    <name>PollCard</name>
    <message>
        <source>Close the poll</source>
        <translation>締め切る</translation>
    </message>
    <message>
        <source>Prepare the same poll again</source>
        <translation>同じ内容でもう一度用意する</translation>
    </message>
    <message>
        <source>The ballots are counted at the close.</source>
        <translation>締め切ったときに開票します。</translation>
    </message>
    <message>
        <source>The numbers are shown after the close, on this screen too.</source>
        <translation>結果は、この画面も含めて、締め切った後に出ます。</translation>
    </message>
</context>
<context>
    <name>PollDesk</name>
    <message>
        <source>Earlier polls</source>
        <translation>これまでの採決・アンケート</translation>
    </message>
    <message>
        <source>Nothing was asked yet.</source>
        <translation>まだ行っていません。</translation>
    </message>
</context>
<context>
    <name>PollForm</name>
    <message>
        <source>For / against / abstain: ask now</source>
        <translation>賛成・反対・棄権を今すぐ聞く</translation>
    </message>
    <message>
        <source>Show of hands: ask now</source>
        <translation>挙手を今すぐ求める</translation>
    </message>
    <message>
        <source>What is asked</source>
        <translation>問い</translation>
    </message>
    <message>
        <source>Kind of poll</source>
        <translation>採決・アンケートの種類</translation>
    </message>
    <message>
        <source>Options, one on each line</source>
        <translation>選択肢（1行に1つ）</translation>
    </message>
    <message>
        <source>One option on each line, 2 to 20</source>
        <translation>1行に1つ、2〜20個</translation>
    </message>
    <message>
        <source>Secret poll</source>
        <translation>無記名で投票する</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Majority</source>
        <translation>可決の条件</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Quorum: how many have to vote</source>
        <translation>定足数（必要な投票数）</translation>
    </message>
    <message>
        <source>Ask all seats</source>
        <translation>全席に聞く</translation>
    </message>
    <message>
        <source>About item %1, the present one</source>
        <translation>議題%1（今の議題）について聞く</translation>
    </message>
    <message>
        <source>What is asked?</source>
        <translation>何を聞きますか</translation>
    </message>
    <message>
        <source>Write the question first.</source>
        <translation>問いを書いてください。</translation>
    </message>
    <message>
        <source>Write 2 to 20 options, one on each line.</source>
        <translation>選択肢を2〜20個、1行に1つ書いてください。</translation>
    </message>
    <message>
        <source>Two options are the same.</source>
        <translation>同じ選択肢があります。</translation>
    </message>
    <message>
        <source>An option may have 200 letters.</source>
        <translation>選択肢は200文字までです。</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>選択肢</translation>
    </message>
    <message>
        <source>Quorum</source>
        <translation>定足数</translation>
    </message>
    <message>
        <source>Ask the room</source>
        <translation>全席に聞く</translation>
    </message>
    <message>
        <source>In one press, with this question or the title of the item:</source>
        <translation>一押しで始める（問いが空なら議題名を使います）</translation>
    </message>
    <message>
        <source>Or choose everything:</source>
        <translation>細かく決めてから聞く</translation>
    </message>
</context>
<context>
    <name>PollPanel</name>
    <message>
        <source>Vote</source>
        <translation>投票</translation>
    </message>
    <message>
        <source>Make small</source>
        <translation>小さくする</translation>
    </message>
    <message>
        <source>Vote: {question}</source>
        <translation>投票：{question}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>This seat does not vote.</source>
        <translation>この席は投票しません。</translation>
    </message>
    <message>
        <source>Your vote was not saved. Please press once more.</source>
        <translation>投票を保存できませんでした。もう一度押してください。</translation>
    </message>
    <message>
        <source>✓ You voted: {choice}. You can change it until the close.</source>
        <translation>✓ 投票しました：{choice}（締め切りまで変えられます）</translation>
    </message>
    <message>
        <source>✓ You voted. You can change it.</source>
        <translation>✓ 投票しました（締め切りまで変えられます）</translation>
    </message>
</context>
<context>
    <name>PresenterBar</name>
    <message>
        <source>Follow the presenter</source>
        <translation>発表者に合わせる</translation>
    </message>
    <message>
        <source>The presenter is on {place}</source>
        <translation>発表者は {place}</translation>
    </message>
    <message>
        <source>You look for yourself – the presenter is on {place}</source>
        <translation>自分で見ています。発表者は {place}</translation>
    </message>
    <message>
        <source>◉ Following the presenter</source>
        <translation>◉ 発表者に合わせています</translation>
    </message>
    <message>
        <source>◎ Follow the presenter (F5)</source>
        <translation>◎ 発表者に合わせる（F5）</translation>
    </message>
    <message>
        <source>◉ The presenter&apos;s page beside</source>
        <translation>◉ 発表者の頁を横に</translation>
    </message>
    <message>
        <source>The presenter&apos;s page beside</source>
        <translation>発表者の頁を横に</translation>
    </message>
    <message>
        <source>The presenter&apos;s page beside mine</source>
        <translation>発表者の頁を横に</translation>
    </message>
</context>
<context>
    <name>PresentingBar</name>
    <message>
        <source>Show this page on all seats</source>
        <translation>この頁を全席に表示</translation>
    </message>
    <message>
        <source>Stop presenting</source>
        <translation>発表を終える</translation>
    </message>
    <message>
        <source>Ask all to look here</source>
        <translation>「ここを見て」と知らせる</translation>
    </message>
    <message>
        <source>You present {place}</source>
        <translation>発表中：{place}</translation>
    </message>
    <message>
        <source>Please present.</source>
        <translation>発表をお願いします</translation>
    </message>
    <message>
        <source>◉ Pointer is shown</source>
        <translation>◉ ポインター：入</translation>
    </message>
    <message>
        <source>○ Pointer is not shown</source>
        <translation>○ ポインター：切</translation>
    </message>
</context>
<context>
    <name>PrintJob</name>
    <message>
        <source>Page %1 could not be drawn.</source>
        <translation>%1頁は描けませんでした。</translation>
    </message>
</context>
<context>
    <name>PrintPanel</name>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>頁</translation>
    </message>
    <message>
        <source>All pages</source>
        <translation>すべての頁</translation>
    </message>
    <message>
        <source>This page</source>
        <translation>この頁</translation>
    </message>
    <message>
        <source>Some pages</source>
        <translation>頁を指定</translation>
    </message>
    <message>
        <source>such as 1-3, 8</source>
        <translation>例: 1-3, 8</translation>
    </message>
    <message>
        <source>Page numbers, such as 1-3, 8</source>
        <translation>頁番号（例: 1-3, 8）</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大きさ</translation>
    </message>
    <message>
        <source>Fit to the paper</source>
        <translation>用紙に合わせる</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>実際の大きさ</translation>
    </message>
    <message>
        <source>Print my notes too</source>
        <translation>自分の書き込みも印刷する</translation>
    </message>
    <message>
        <source>Choose a printer…</source>
        <translation>プリンターを選ぶ…</translation>
    </message>
    <message>
        <source>How far printing has come</source>
        <translation>印刷の進み具合</translation>
    </message>
    <message>
        <source>Stop printing</source>
        <translation>印刷を止める</translation>
    </message>
    <message>
        <source>Print %1</source>
        <translation>%1 の印刷</translation>
    </message>
    <message>
        <source>Printing: %1 of %2 pages</source>
        <translation>印刷中: %1 / %2頁</translation>
    </message>
    <message>
        <source>Enter page numbers from 1 to %1, such as 1-3, 8.</source>
        <translation>1から%1までの頁番号を入力してください（例: 1-3, 8）。</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Printed, but these pages could not be drawn: %1</source>
        <translation>印刷しましたが、描けなかった頁があります: %1</translation>
    </message>
    <message>
        <source>All pages have been handed to the printer.</source>
        <translation>すべての頁をプリンターに送りました。</translation>
    </message>
    <message>
        <source>It could not be printed. Check the printer, or the folder if you print into a file.</source>
        <translation>印刷できませんでした。プリンターを確認してください。ファイルに印刷するときは、保存先のフォルダーを確認してください。</translation>
    </message>
    <message>
        <source>Printing was stopped.</source>
        <translation>印刷を止めました。</translation>
    </message>
</context>
<context>
    <name>Projector</name>
    <message>
        <source>Open Kurumaza on your PC</source>
        <translation>お手元のPCで車座を開く</translation>
    </message>
    <message>
        <source>Choose this meeting in the list</source>
        <translation>一覧からこの会議を選ぶ</translation>
    </message>
    <message>
        <source>Type the code, your seat and your name</source>
        <translation>コードと席、お名前を入れる</translation>
    </message>
    <message>
        <source>Meeting code</source>
        <translation>参加コード</translation>
    </message>
    <message>
        <source>Check mark of the chair&apos;s PC: %1</source>
        <translation>議長席の照合番号：%1</translation>
    </message>
    <message>
        <source>If the meeting is not in the list, type this address:</source>
        <translation>一覧に出ないときは、このアドレスを入れてください：</translation>
    </message>
    <message>
        <source>No comment is chosen now</source>
        <translation>いま選ばれている意見はありません</translation>
    </message>
    <message>
        <source>✓ Answer: %1</source>
        <translation>✓ 回答：%1</translation>
    </message>
    <message>
        <source>and %n more</source>
        <translation>ほか%n件</translation>
    </message>
    <message>
        <source>Thank you for taking part</source>
        <translation>ご参加ありがとうございました</translation>
    </message>
    <message>
        <source>Look-back: answers from %1 seats</source>
        <translation>振り返り %1席が回答</translation>
    </message>
    <message>
        <source>You can post from your own PC at any time</source>
        <translation>お手元のPCからいつでも投稿できます</translation>
    </message>
    <message>
        <source>Comments: %1</source>
        <translation>意見 %1件</translation>
    </message>
    <message>
        <source>%1 of %2 seats have posted</source>
        <translation>%2席中 %1席が投稿</translation>
    </message>
    <message>
        <source> (without a name: %1)</source>
        <translation>（ほか 名前なし %1件）</translation>
    </message>
    <message>
        <source>%1 alike</source>
        <translation>似た意見 %1件</translation>
    </message>
    <message>
        <source>↳ reply</source>
        <translation>↳ 返信</translation>
    </message>
    <message>
        <source>▲ %1 agree</source>
        <translation>▲ 同感 %1</translation>
    </message>
    <message>
        <source>✓ answered</source>
        <translation>✓ 回答済み</translation>
    </message>
    <message>
        <source>No comments on this yet. What do you think?</source>
        <translation>まだ意見はありません。ご意見をお寄せください。</translation>
    </message>
    <message>
        <source>This is confidential: no picture of it is saved.</source>
        <translation>機密の会議や資料なので、画像は保存しません。</translation>
    </message>
    <message>
        <source>On this PC nothing of a meeting is kept, so no picture was saved.</source>
        <translation>この端末には会議のものを残さない決まりのため、画像は保存しませんでした。</translation>
    </message>
    <message>
        <source>The picture was saved: %1</source>
        <translation>画像を保存しました：%1</translation>
    </message>
    <message>
        <source>The picture could not be saved: %1</source>
        <translation>画像を保存できませんでした：%1</translation>
    </message>
    <message>
        <source>‖ paused</source>
        <translation>‖ 休止中</translation>
    </message>
    <message>
        <source>No page is presented now</source>
        <translation>いま発表されているページはありません</translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>%1ページ</translation>
    </message>
    <message>
        <source>This page cannot be shown here</source>
        <translation>このページは映せません</translation>
    </message>
    <message>
        <source>The page comes in a moment</source>
        <translation>ページを準備しています</translation>
    </message>
    <message>
        <source>The floor</source>
        <translation>発言</translation>
    </message>
    <message>
        <source>Nobody speaks now</source>
        <translation>いま発言中の席はありません</translation>
    </message>
    <message>
        <source>Speaking now</source>
        <translation>発言中</translation>
    </message>
    <message>
        <source>A participant</source>
        <translation>参加者</translation>
    </message>
    <message>
        <source>%1 over the limit of %2</source>
        <translation>持ち時間 %2 を %1 超過</translation>
    </message>
    <message>
        <source>of %2</source>
        <translation>持ち時間 %2</translation>
    </message>
    <message>
        <source>No item is open</source>
        <translation>開いている議題はありません</translation>
    </message>
    <message>
        <source>Time on this item</source>
        <translation>この議題の経過時間</translation>
    </message>
    <message>
        <source>Time over</source>
        <translation>予定を超過</translation>
    </message>
    <message>
        <source>Time left for this item</source>
        <translation>この議題の残り時間</translation>
    </message>
    <message>
        <source>Asking for the floor: %1</source>
        <translation>発言を待つ席 %1</translation>
    </message>
    <message>
        <source>No poll has been opened yet</source>
        <translation>採決はまだありません</translation>
    </message>
    <message>
        <source>Carried</source>
        <translation>可決</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>否決</translation>
    </message>
    <message>
        <source>No quorum</source>
        <translation>定足数に足りません</translation>
    </message>
    <message>
        <source>Not counted</source>
        <translation>集計できません</translation>
    </message>
    <message>
        <source>quorum %1</source>
        <translation>定足数 %1席</translation>
    </message>
    <message>
        <source>secret: no screen shows who voted what</source>
        <translation>無記名：だれが何に投票したかは、どの画面にも出ません</translation>
    </message>
    <message>
        <source>the result is shown when the poll closes</source>
        <translation>結果は締め切ったあとに出ます</translation>
    </message>
    <message>
        <source>not readable: %1</source>
        <translation>無効票 %1票</translation>
    </message>
    <message>
        <source>too late: %1</source>
        <translation>締め切り後 %1票</translation>
    </message>
    <message>
        <source>The poll is closed</source>
        <translation>採決は終わりました</translation>
    </message>
    <message>
        <source>The meeting is closed</source>
        <translation>会議は終わりました</translation>
    </message>
    <message>
        <source>How to join, meeting code %1</source>
        <translation>参加案内、参加コード %1</translation>
    </message>
    <message>
        <source>Nothing is shown</source>
        <translation>何も映していません</translation>
    </message>
</context>
<context>
    <name>ProjectorDesk</name>
    <message>
        <source>Preview of the projector</source>
        <translation>映写画面の見本</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>小窓で見る</translation>
    </message>
    <message>
        <source>Shows the picture in a window of its own on this screen</source>
        <translation>この画面の中に、映写画面を小さな窓で開きます</translation>
    </message>
    <message>
        <source>Save the picture as a file</source>
        <translation>映写画面を画像で保存</translation>
    </message>
    <message>
        <source>Set up the projector</source>
        <translation>映写画面の設定</translation>
    </message>
    <message>
        <source>Part %1 of %2</source>
        <translation>続き %1／%2</translation>
    </message>
    <message>
        <source>The room sees this on the second screen.</source>
        <translation>会場のスクリーンに映っています。</translation>
    </message>
    <message>
        <source>This is shown in a window of its own. F11 makes it fill its screen.</source>
        <translation>小窓に映しています。F11キーで画面いっぱいになります。</translation>
    </message>
    <message>
        <source>The projector is closed. The button “Window” opens it again.</source>
        <translation>映写画面は閉じています。「小窓で見る」でまた開きます。</translation>
    </message>
    <message>
        <source>No second screen yet. As soon as one is plugged in, the room sees this there.</source>
        <translation>2つ目の画面がありません。つなぐと自動で映ります。</translation>
    </message>
    <message>
        <source>Projector screen (screen 2)</source>
        <translation>映写画面（スクリーン2）</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>一覧</translation>
    </message>
    <message>
        <source>One comment</source>
        <translation>1件を大きく</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>資料のページ</translation>
    </message>
    <message>
        <source>Poll</source>
        <translation>採決</translation>
    </message>
    <message>
        <source>Floor, clock</source>
        <translation>発言と時計</translation>
    </message>
    <message>
        <source>How to join</source>
        <translation>参加案内</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>お知らせ</translation>
    </message>
    <message>
        <source>Blank</source>
        <translation>何も映さない</translation>
    </message>
    <message>
        <source>Previous part of the text</source>
        <translation>前の続きへ</translation>
    </message>
    <message>
        <source>Next part of the text</source>
        <translation>次の続きへ</translation>
    </message>
    <message>
        <source>Words for the projector</source>
        <translation>映写画面に出す言葉</translation>
    </message>
    <message>
        <source>for example: Break until 14:30</source>
        <translation>例：休憩 14:30まで</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>映す</translation>
    </message>
    <message>
        <source>Show these words on the projector</source>
        <translation>この言葉を映写画面に出す</translation>
    </message>
    <message>
        <source>Projector screen</source>
        <translation>映写画面（スクリーン2）</translation>
    </message>
</context>
<context>
    <name>ProjectorSetup</name>
    <message>
        <source>Farthest seat, in metres</source>
        <translation>一番遠い席まで（メートル）</translation>
    </message>
    <message>
        <source>m</source>
        <translation>m</translation>
    </message>
    <message>
        <source>Rows of seats</source>
        <translation>席の列の数</translation>
    </message>
    <message>
        <source>Width of the picture, in centimetres</source>
        <translation>画面の横幅（センチメートル）</translation>
    </message>
    <message>
        <source>cm</source>
        <translation>cm</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>暗い背景</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>明るい背景</translation>
    </message>
    <message>
        <source>Long texts go on</source>
        <translation>長い文の続き</translation>
    </message>
    <message>
        <source>by reading speed</source>
        <translation>読む速さで</translation>
    </message>
    <message>
        <source>every 8 seconds</source>
        <translation>8秒ごと</translation>
    </message>
    <message>
        <source>every 15 seconds</source>
        <translation>15秒ごと</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手で送る</translation>
    </message>
    <message>
        <source>Changes fade softly</source>
        <translation>画面の変わり目をやわらかくする</translation>
    </message>
    <message>
        <source>The smallest letters are 1/%1 of the height of the picture.</source>
        <translation>一番小さい文字は、画面の高さの 1/%1 です。</translation>
    </message>
    <message>
        <source>To the farthest seat about</source>
        <translation>一番遠い席まで 約</translation>
    </message>
    <message>
        <source>or count the rows</source>
        <translation>または席の列の数</translation>
    </message>
    <message>
        <source>Width of the picture about</source>
        <translation>画面の横幅 約</translation>
    </message>
</context>
<context>
    <name>ProjectorView</name>
    <message>
        <source>Projector</source>
        <translation>映写画面</translation>
    </message>
</context>
<context>
    <name>ProjectorWindow</name>
    <message>
        <source>Kurumaza – projector</source>
        <translation>車座 – 映写画面</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Folder</source>
        <translation>フォルダー</translation>
    </message>
    <message>
        <source>Drive</source>
        <translation>ドライブ</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>場所(&amp;L):</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>ファイルの種類(&amp;T):</translation>
    </message>
</context>
<context>
    <name>QuestionStrip</name>
    <message>
        <source>Yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>やめる</translation>
    </message>
</context>
<context>
    <name>QueueRow</name>
    <message>
        <source>Let speak</source>
        <translation>指名する</translation>
    </message>
</context>
<context>
    <name>Reader</name>
    <message>
        <source>Choose a document from the agenda.</source>
        <translation>次第から資料を選んでください。</translation>
    </message>
</context>
<context>
    <name>ReaderBar</name>
    <message>
        <source>View</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Pages and headings</source>
        <translation>頁と見出し（F4）</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>前の頁</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>次の頁</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>小さく</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>大きく</translation>
    </message>
    <message>
        <source>Two pages</source>
        <translation>見開き</translation>
    </message>
    <message>
        <source>Two pages side by side</source>
        <translation>2頁を並べて表示（見開き）</translation>
    </message>
    <message>
        <source>Enlarge a part (Ctrl+E)</source>
        <translation>一部を拡大（Ctrl+E）</translation>
    </message>
    <message>
        <source>Write on the page</source>
        <translation>頁に書き込む</translation>
    </message>
    <message>
        <source>Search (Ctrl+F)</source>
        <translation>検索（Ctrl+F）</translation>
    </message>
    <message>
        <source>More</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>書き込み</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>検索</translation>
    </message>
</context>
<context>
    <name>ReaderMessage</name>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
</context>
<context>
    <name>ReaderNotes</name>
    <message>
        <source>Notes</source>
        <translation>書き込み</translation>
    </message>
    <message>
        <source>%1 with notes.pdf</source>
        <translation>%1（書き込み入り）.pdf</translation>
    </message>
    <message>
        <source>Save a PDF with my notes</source>
        <translation>書き込み入りPDFの保存</translation>
    </message>
    <message>
        <source>This page has no letters to mark. Use the marker by hand.</source>
        <translation>この頁には文字情報がありません。手描きのマーカーをお使いください。</translation>
    </message>
    <message numerus="yes">
        <source>%n of my notes found no place in the new version; the list names them.</source>
        <translation>
            <numerusform>書き込み%n件は、新しい版に置き場所が見つかりません。一覧で確かめられます。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of my notes moved to the new version.</source>
        <translation>
            <numerusform>書き込み%n件を新しい版へ移しました。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReaderSearch</name>
    <message>
        <source>Search</source>
        <translation>検索</translation>
    </message>
</context>
<context>
    <name>Receipts</name>
    <message>
        <source>has not come yet</source>
        <translation>まだ参加していません</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>接続していません</translation>
    </message>
    <message>
        <source>receiving</source>
        <translation>受信中</translation>
    </message>
    <message>
        <source>the disk there is full or fails</source>
        <translation>その端末のディスクに空きがないか、故障しています</translation>
    </message>
    <message>
        <source>was damaged there, is fetched again</source>
        <translation>その席で壊れたため取り直し中</translation>
    </message>
    <message>
        <source>waits for its key</source>
        <translation>資料の鍵を待っています</translation>
    </message>
    <message>
        <source>arrives damaged</source>
        <translation>正しく届きません</translation>
    </message>
    <message>
        <source>No documents</source>
        <translation>資料はありません</translation>
    </message>
    <message>
        <source>%1 of %2 seats hold all documents</source>
        <translation>%2席中%1席が全資料を保持</translation>
    </message>
    <message>
        <source>%1 of %2 seats hold it</source>
        <translation>%2席中%1席が保持</translation>
    </message>
    <message>
        <source>not shown</source>
        <translation>表示しない設定</translation>
    </message>
    <message>
        <source>opened at %1</source>
        <translation>%1席で開いた</translation>
    </message>
    <message>
        <source>%1 seats do not have it yet</source>
        <translation>%1席にまだ届いていません</translation>
    </message>
    <message>
        <source>Seat %1: %2</source>
        <translation>席%1：%2</translation>
    </message>
    <message>
        <source>; </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>ReceiptsBox</name>
    <message>
        <source>Documents at the seats</source>
        <translation>資料の配布状況</translation>
    </message>
    <message>
        <source>Seats that do not have it yet</source>
        <translation>まだ届いていない席</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>%1: seats that do not have it yet</source>
        <translation>%1：まだ届いていない席</translation>
    </message>
</context>
<context>
    <name>ReceiptsModel</name>
    <message>
        <source>Document</source>
        <translation>資料</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>届いた席</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>開いた席</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>まだの席</translation>
    </message>
</context>
<context>
    <name>Record</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>%1/%2/%3 (%4)</source>
        <translation>%1年%2月%3日（%4）</translation>
    </message>
    <message>
        <source>Mon Tue Wed Thu Fri Sat Sun</source>
        <translation>月 火 水 木 金 土 日</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1～%2</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1分%2秒</translation>
    </message>
    <message>
        <source>Seat %1</source>
        <translation>席%1</translation>
    </message>
    <message>
        <source>A participant</source>
        <translation>参加者</translation>
    </message>
    <message>
        <source>Name withheld</source>
        <translation>名前なし</translation>
    </message>
    <message>
        <source>Chair</source>
        <translation>議長</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>委員</translation>
    </message>
    <message>
        <source>Secretariat</source>
        <translation>事務局</translation>
    </message>
    <message>
        <source>Advisor</source>
        <translation>助言者</translation>
    </message>
    <message>
        <source>Observer</source>
        <translation>傍聴</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>非表示</translation>
    </message>
    <message>
        <source>Not released</source>
        <translation>公開せず</translation>
    </message>
    <message>
        <source>Withdrawn by its author</source>
        <translation>取り下げ</translation>
    </message>
    <message>
        <source>As each author chooses</source>
        <translation>投稿者が選ぶ</translation>
    </message>
    <message>
        <source>With name</source>
        <translation>名前を出す</translation>
    </message>
    <message>
        <source>Department only</source>
        <translation>部署だけ</translation>
    </message>
    <message>
        <source>Released before they are shown</source>
        <translation>確認してから表示する</translation>
    </message>
    <message>
        <source>Shown at once</source>
        <translation>すぐに表示する</translation>
    </message>
    <message>
        <source>Final: the meeting is closed</source>
        <translation>確定：会議は閉会しました</translation>
    </message>
    <message>
        <source>Not final: as it was at %1, the meeting is not closed</source>
        <translation>途中の状態：%1 現在。会議はまだ閉会していません</translation>
    </message>
    <message>
        <source>p.%1</source>
        <translation>p.%1</translation>
    </message>
    <message>
        <source>For</source>
        <translation>賛成</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>反対</translation>
    </message>
    <message>
        <source>Abstain</source>
        <translation>棄権</translation>
    </message>
    <message>
        <source>Hand raised</source>
        <translation>挙手</translation>
    </message>
    <message>
        <source>Still open</source>
        <translation>受け付け中</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>集計のみ</translation>
    </message>
    <message>
        <source>Carried</source>
        <translation>可決</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>否決</translation>
    </message>
    <message>
        <source>No quorum</source>
        <translation>定足数に達せず</translation>
    </message>
    <message>
        <source>Could not be counted</source>
        <translation>集計できず</translation>
    </message>
    <message>
        <source>%1 of %2 seats posted</source>
        <translation>%2席中%1席が投稿</translation>
    </message>
    <message>
        <source>; further comments without a name or by department only: %1</source>
        <translation>。ほかに、名前なし・部署だけの意見が%1件</translation>
    </message>
</context>
<context>
    <name>RecordDesk</name>
    <message>
        <source>Record…</source>
        <translation>記録を書き出す…</translation>
    </message>
    <message>
        <source>Write the record of the meeting. Opens a menu.</source>
        <translation>会議の記録を書き出します。メニューを開きます。</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>フォルダーを開く</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>このお知らせを閉じる</translation>
    </message>
    <message>
        <source>Where to write the record</source>
        <translation>記録の保存先</translation>
    </message>
    <message>
        <source>record</source>
        <translation>記録</translation>
    </message>
    <message>
        <source>record so far</source>
        <translation>途中の記録</translation>
    </message>
    <message>
        <source>for the secretariat&apos;s file</source>
        <translation>事務局保存用</translation>
    </message>
</context>
<context>
    <name>RecordDeskWork</name>
    <message>
        <source>Writing the record…</source>
        <translation>記録を書き出しています…</translation>
    </message>
    <message>
        <source>The record was written: %1 (%2 comments).</source>
        <translation>記録を書き出しました：%1（意見%2件）。</translation>
    </message>
    <message>
        <source>The meeting is not closed yet; it is the state so far.</source>
        <translation>会議はまだ閉会していないので、いままでの記録です。</translation>
    </message>
    <message>
        <source>It says names that were withheld: for the secretariat&apos;s file only.</source>
        <translation>出さなかった名前を含みます。事務局の保存用です。</translation>
    </message>
    <message>
        <source>The folder cannot be opened: %1</source>
        <translation>フォルダーを開けません：%1</translation>
    </message>
    <message>
        <source>en</source>
        <translation>ja</translation>
    </message>
</context>
<context>
    <name>RecordMenu</name>
    <message>
        <source>Write the record</source>
        <translation>記録を書き出す</translation>
    </message>
    <message>
        <source>A record is being written just now</source>
        <translation>いま記録を書き出しています</translation>
    </message>
    <message>
        <source>The meeting is closed: the whole record</source>
        <translation>閉会した会議の記録です</translation>
    </message>
    <message>
        <source>The meeting is not closed: the record so far</source>
        <translation>まだ閉会していません。いままでの記録です</translation>
    </message>
    <message>
        <source>For the secretariat&apos;s file, with the withheld names</source>
        <translation>事務局保存用（出さなかった名前を含む）</translation>
    </message>
    <message>
        <source>Minutes to go on writing (Word)…</source>
        <translation>会議録の下書き（Word）…</translation>
    </message>
    <message>
        <source>Minutes to print (PDF)…</source>
        <translation>会議録（PDF）…</translation>
    </message>
    <message>
        <source>All tables (Excel)…</source>
        <translation>すべての一覧（Excel）…</translation>
    </message>
    <message>
        <source>Comments alone (CSV)…</source>
        <translation>意見だけ（CSV）…</translation>
    </message>
    <message>
        <source>For other programs (JSON)…</source>
        <translation>ほかのソフト用（JSON）…</translation>
    </message>
</context>
<context>
    <name>RegionOffer</name>
    <message>
        <source>Comment on this</source>
        <translation>ここに意見を書く</translation>
    </message>
</context>
<context>
    <name>ReplacementCard</name>
    <message>
        <source>Replace</source>
        <translation>入れ替える</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>断る</translation>
    </message>
</context>
<context>
    <name>ReplacementCards</name>
    <message>
        <source>Seat %1: another PC of the same name</source>
        <translation>席%1：同名の別端末</translation>
    </message>
    <message>
        <source>Seat %1: another PC, which gives the name “%2”</source>
        <translation>席%1：別の端末（名前は「%2」）</translation>
    </message>
    <message>
        <source>The PC registered there is connected now. Is the number right?</source>
        <translation>登録されている端末は、いま接続中です。席の番号は合っていますか。</translation>
    </message>
    <message>
        <source>The PC registered there is not connected.</source>
        <translation>登録されている端末は、接続されていません。</translation>
    </message>
</context>
<context>
    <name>ReturnBar</name>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Back to {place} (F7)</source>
        <translation>{place} に戻る（F7）</translation>
    </message>
</context>
<context>
    <name>ScaleAnswer</name>
    <message>
        <source>not at all</source>
        <translation>そう思わない</translation>
    </message>
    <message>
        <source>{step} of 5: {question}</source>
        <translation>5段階の{step}：{question}</translation>
    </message>
    <message>
        <source>yes, very</source>
        <translation>とてもそう思う</translation>
    </message>
</context>
<context>
    <name>ScriptBox</name>
    <message>
        <source>My script</source>
        <translation>進行原稿</translation>
    </message>
    <message>
        <source>My script in large letters</source>
        <translation>進行原稿（大きな文字）</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>ScriptPanel</name>
    <message>
        <source>My script</source>
        <translation>進行原稿</translation>
    </message>
    <message>
        <source>Nobody else sees it. It stays on this PC.</source>
        <translation>ほかの席には出ません。この端末だけに保存されます。</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>大きく</translation>
    </message>
    <message>
        <source>Show my script in large letters</source>
        <translation>進行原稿を大きな文字で表示</translation>
    </message>
    <message>
        <source>My script for this item</source>
        <translation>この議題の進行原稿</translation>
    </message>
    <message>
        <source>Notes for this item. They stay on this PC.</source>
        <translation>この議題のメモ。この端末だけに保存されます。</translation>
    </message>
</context>
<context>
    <name>SearchList</name>
    <message>
        <source>Page %1</source>
        <translation>%1頁</translation>
    </message>
    <message>
        <source>Places found</source>
        <translation>見つかった箇所</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Words to look for</source>
        <translation>探す言葉</translation>
    </message>
    <message>
        <source>Clear the words</source>
        <translation>入力を消す</translation>
    </message>
    <message>
        <source>Close the search (Esc)</source>
        <translation>検索を閉じる（Esc）</translation>
    </message>
    <message>
        <source>This document</source>
        <translation>この資料</translation>
    </message>
    <message>
        <source>All documents</source>
        <translation>すべての資料</translation>
    </message>
    <message>
        <source>Ignore marks of long vowels</source>
        <translation>「ー」の有無を区別しない</translation>
    </message>
    <message>
        <source>Previous place (Shift+F3)</source>
        <translation>前の箇所（Shift+F3）</translation>
    </message>
    <message>
        <source>Next place (F3)</source>
        <translation>次の箇所（F3）</translation>
    </message>
    <message>
        <source>%1 places, the first %2 listed</source>
        <translation>%1件（はじめの%2件を表示）</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no document to look through.</source>
        <translation>検索できる資料がありません</translation>
    </message>
    <message>
        <source>There are no letters here (pictures)</source>
        <translation>文字情報がありません（画像）</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>見つかりません</translation>
    </message>
    <message>
        <source>Nothing found so far</source>
        <translation>まだ見つかっていません</translation>
    </message>
    <message>
        <source>Reading the text: %1 of %2 pages</source>
        <translation>索引を作成中 %1/%2頁</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) without letters (pictures)</source>
        <translation>
            <numerusform>文字情報のない資料（画像）%n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) could not be read</source>
        <translation>
            <numerusform>読み取れなかった頁 %n頁</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) could not be read to the end</source>
        <translation>
            <numerusform>最後まで読み取れなかった資料 %n件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Seat</name>
    <message>
        <source>The documents can be read once the meeting is open.</source>
        <translation>資料は、会議が開くと読めます。</translation>
    </message>
</context>
<context>
    <name>SeatBar</name>
    <message>
        <source>Show or hide the agenda (F12)</source>
        <translation>次第を表示・非表示（F12）</translation>
    </message>
    <message>
        <source>Show or hide the comments (F9)</source>
        <translation>意見を表示・非表示（F9）</translation>
    </message>
    <message>
        <source>Time left for this item</source>
        <translation>この議題の残り時間</translation>
    </message>
    <message>
        <source>Take over the chair</source>
        <translation>議長を引き継ぐ</translation>
    </message>
    <message>
        <source>Secretariat’s desk</source>
        <translation>事務局の画面</translation>
    </message>
    <message>
        <source>Leave the meeting</source>
        <translation>会議から退出する</translation>
    </message>
    <message>
        <source>Yes, leave it now</source>
        <translation>はい、退出します</translation>
    </message>
    <message>
        <source>This seat</source>
        <translation>この席</translation>
    </message>
    <message>
        <source>{seat}. Opens a menu.</source>
        <translation>{seat}。メニューを開きます。</translation>
    </message>
    <message>
        <source>Take the chair back</source>
        <translation>議長を戻す</translation>
    </message>
</context>
<context>
    <name>SeatGrid</name>
    <message>
        <source>Seat %1</source>
        <translation>席%1</translation>
    </message>
    <message>
        <source>No seat number</source>
        <translation>席番号なし</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未接続</translation>
    </message>
    <message>
        <source>receiving documents</source>
        <translation>資料を受信中</translation>
    </message>
    <message>
        <source>has posted</source>
        <translation>投稿した席</translation>
    </message>
    <message>
        <source>is speaking</source>
        <translation>発言中</translation>
    </message>
    <message>
        <source>asks to speak, place %1</source>
        <translation>発言を求めています（%1番目）</translation>
    </message>
    <message>
        <source>presenter</source>
        <translation>発表者</translation>
    </message>
    <message>
        <source>not heard yet</source>
        <translation>まだの席</translation>
    </message>
    <message>
        <source>the record of this PC has split in two</source>
        <translation>この端末の記録が二つに分かれています</translation>
    </message>
    <message>
        <source>another PC asks for this seat</source>
        <translation>別の端末がこの席を求めています</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Seats</source>
        <translation>席</translation>
    </message>
    <message>
        <source>End the speech</source>
        <translation>発言を終える</translation>
    </message>
    <message>
        <source>Give the floor</source>
        <translation>発言を許可する</translation>
    </message>
    <message>
        <source>Give the floor to %1</source>
        <translation>%1さんに発言を許可する</translation>
    </message>
    <message>
        <source>Take the presenter role back</source>
        <translation>発表役を戻す</translation>
    </message>
    <message>
        <source>Make presenter</source>
        <translation>発表役にする</translation>
    </message>
    <message>
        <source>Make %1 presenter</source>
        <translation>%1さんを発表役にする</translation>
    </message>
    <message>
        <source>Make this PC leave…</source>
        <translation>この席のPCを退出させる…</translation>
    </message>
    <message>
        <source>Make the PC of %1 leave…</source>
        <translation>%1の端末を退出させる…</translation>
    </message>
</context>
<context>
    <name>SeatLegend</name>
    <message>
        <source>■ posted&#x3000;□ connected</source>
        <translation>■ 投稿した席&#x3000;□ 接続</translation>
    </message>
    <message>
        <source>┄ not connected</source>
        <translation>┄ 未接続</translation>
    </message>
    <message>
        <source>▣ receiving documents</source>
        <translation>▣ 資料を受信中</translation>
    </message>
    <message>
        <source>➊ asks to speak</source>
        <translation>➊ 発言の希望（順番）</translation>
    </message>
    <message>
        <source>is speaking</source>
        <translation>発言中</translation>
    </message>
    <message>
        <source>presenter</source>
        <translation>発表者</translation>
    </message>
    <message>
        <source>not heard yet</source>
        <translation>まだの席</translation>
    </message>
</context>
<context>
    <name>SeatWindow</name>
    <message>
        <source>The chair and the secretariat see at which seats a document was opened.</source>
        <translation>どの席で資料を開いたかは、議長席と事務局に表示されます。</translation>
    </message>
    <message>
        <source>Agenda and documents</source>
        <translation>次第と資料</translation>
    </message>
    <message>
        <source>My notes</source>
        <translation>自分の書き込み</translation>
    </message>
    <message>
        <source>Looking back at the meeting</source>
        <translation>会議の振り返り</translation>
    </message>
    <message numerus="yes">
        <source>%n (kept on this PC only)</source>
        <translation>
            <numerusform>%n件（この端末だけ）</numerusform>
        </translation>
    </message>
    <message>
        <source>The meeting is open now.</source>
        <translation>会議が開きました。</translation>
    </message>
    <message>
        <source>Take the chair back to this seat?</source>
        <translation>この席に議長を戻しますか？</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>戻す</translation>
    </message>
    <message>
        <source>No other PC can be reached from here: this PC&apos;s own cable may be the cause. Take over the chair all the same?</source>
        <translation>この席からはどのPCともつながりません。この席のケーブルが抜けているのかもしれません。それでも議長を引き継ぎますか？</translation>
    </message>
    <message>
        <source>The chair&apos;s PC cannot be reached. Take over the chair at this seat?</source>
        <translation>議長席のPCとつながりません。この席で議長を引き継ぎますか？</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>引き継ぐ</translation>
    </message>
</context>
<context>
    <name>Secretariat</name>
    <message>
        <source>Files are still being taken in. Wait until that is done, or press “Stop” first.</source>
        <translation>ファイルを取り込んでいます。終わるまで待つか、「中止」を押してください。</translation>
    </message>
</context>
<context>
    <name>SecretariatWindow</name>
    <message>
        <source>Secretariat</source>
        <translation>事務局</translation>
    </message>
    <message>
        <source>Back to my seat</source>
        <translation>自席の画面に戻る</translation>
    </message>
    <message>
        <source>Kurumaza – secretariat: %1</source>
        <translation>車座 – 事務局：%1</translation>
    </message>
</context>
<context>
    <name>SelectionTool</name>
    <message>
        <source>This document does not allow copying.</source>
        <translation>この資料はコピーが禁止されています。</translation>
    </message>
    <message>
        <source>The selected text is very long; only its beginning was copied.</source>
        <translation>選んだ文章がとても長いため、はじめの部分だけをコピーしました。</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>This PC has not been admitted to the meeting. Enter the code shown at the chair&apos;s seat.</source>
        <translation>このPCはまだ会議に入っていません。議長席の画面のコードを入れてください。</translation>
    </message>
    <message>
        <source>The code is wrong, or it belongs to another meeting. Check the six digits on the screen.</source>
        <translation>コードが違うか、別の会議のコードです。画面の6桁を確かめてください。</translation>
    </message>
    <message>
        <source>The PC at seat %1 sends more than a person can write. You may remove it from the meeting.</source>
        <translation>席 %1 の端末から、人が書ける量を超える送信が続いています。必要なら会議から外せます。</translation>
    </message>
    <message>
        <source>A wrong code was entered too often. Ask the secretariat for help.</source>
        <translation>まちがったコードが何度も入力されました。事務局に声をかけてください。</translation>
    </message>
    <message>
        <source>Very many come in at this moment. Please press the button once more.</source>
        <translation>いま大勢が同時に入ろうとしています。もう一度ボタンを押してください。</translation>
    </message>
    <message>
        <source>This meeting is closed.</source>
        <translation>この会議は終わりました。</translation>
    </message>
    <message>
        <source>This meeting has not been opened yet.</source>
        <translation>この会議はまだ開かれていません。</translation>
    </message>
    <message>
        <source>This meeting is open already.</source>
        <translation>この会議はもう開かれています。</translation>
    </message>
    <message>
        <source>Another PC already sits at this seat. Check the seat number or ask the secretariat.</source>
        <translation>この席には別のPCがいます。席の番号を確かめるか、事務局に聞いてください。</translation>
    </message>
    <message>
        <source>Another PC is registered at this seat. Waiting for the chair&apos;s seat to confirm.</source>
        <translation>この席には別の端末が登録されています。議長席の確認を待っています。</translation>
    </message>
    <message>
        <source>It was not found. It may have been removed meanwhile.</source>
        <translation>見つかりません。取り消されたのかもしれません。</translation>
    </message>
    <message>
        <source>This meeting has no such seat. Check the seat number.</source>
        <translation>この会議にその席はありません。席の番号を確かめてください。</translation>
    </message>
    <message>
        <source>Your seat may not do this.</source>
        <translation>この席からは操作できません。</translation>
    </message>
    <message>
        <source>No meeting is open on this PC.</source>
        <translation>このPCでは会議が開かれていません。</translation>
    </message>
    <message>
        <source>This PC is in a meeting already. Leave it first.</source>
        <translation>このPCはすでに会議に入っています。先に退出してください。</translation>
    </message>
    <message>
        <source>The chair&apos;s PC cannot be reached. Check the cable or the address, and that it is on.</source>
        <translation>議長席のPCにつながりません。ケーブルとアドレス、電源を確かめてください。</translation>
    </message>
    <message>
        <source>The two PCs have versions of Kurumaza that do not go together. Update the older one.</source>
        <translation>2台のPCの車座の版が合いません。古いほうを更新してください。</translation>
    </message>
    <message>
        <source>The text is too long. Make it shorter; it was not sent.</source>
        <translation>文が長すぎます。短くしてください。まだ送られていません。</translation>
    </message>
    <message>
        <source>This PC&apos;s disk is full, so comments cannot be saved here now. Your text stays and reading goes on; posting works again by itself once there is room.</source>
        <translation>このPCのディスクがいっぱいのため、いまは投稿を保存できません。書いた文は残り、閲覧は続けられます。空きができると、自動でまた投稿できるようになります。</translation>
    </message>
    <message>
        <source>The chair&apos;s PC cannot save that somebody joins; its disk may be full. Tell the secretariat, then try again.</source>
        <translation>議長席のPCが参加を保存できません。ディスクがいっぱいのようです。事務局に伝えてから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>The record on this PC was damaged. %1 entries were saved from it; what is missing comes back from the other PCs. The damaged file was kept as %2; tell the IT section.</source>
        <translation>このPCの会議の記録がこわれていました。%1件を救い出しました。足りない分は、ほかのPCから戻ります。こわれたファイルは %2 として残しました。情報システム担当に伝えてください。</translation>
    </message>
    <message>
        <source>This PC is the chair&apos;s now. Whoever joins from now on needs the new code above.</source>
        <translation>この席が議長席になりました。これから参加する人には、上の新しいコードを知らせてください。</translation>
    </message>
    <message>
        <source>Two PCs have the key of seat %1: one is a copy. Neither is let in while both are on.</source>
        <translation>席%1のPCと同じ鍵を持つPCがもう1台あります（複製されたPCです）。両方が動いている間は、どちらも参加できません。</translation>
    </message>
    <message>
        <source>There is little room on the disk, so documents wait. Comments go on.</source>
        <translation>空き容量が少ないため、資料の受信を止めています。意見は続けられます。</translation>
    </message>
    <message>
        <source>The disk takes everything again.</source>
        <translation>ディスクに書き込めるようになりました。止まっていた保存を再開しました。</translation>
    </message>
    <message>
        <source>This file cannot be read. See whether it is still there and you may open it.</source>
        <translation>このファイルを読めません。ファイルがまだあるか、開く権限があるかを確かめてください。</translation>
    </message>
    <message>
        <source>This file is no PDF. Only PDF documents can be shown.</source>
        <translation>このファイルはPDFではありません。使えるのはPDFの資料だけです。</translation>
    </message>
    <message>
        <source>This file is larger than 2 GB. Make it smaller, or split it into several documents.</source>
        <translation>このファイルは2GBを超えています。小さくするか、いくつかの資料に分けてください。</translation>
    </message>
    <message>
        <source>This very file is there already. Nothing was changed.</source>
        <translation>同じ内容のファイルが、すでにあります。何も変えていません。</translation>
    </message>
    <message>
        <source>This comment is shown to everybody already.</source>
        <translation>この意見は、すでに全員に表示されています。</translation>
    </message>
    <message>
        <source>This cannot be shown to the room: it, or what it replies to, is held, hidden or withdrawn.</source>
        <translation>この意見は映せません。この意見または返信先が、公開待ち・非表示・取り下げのいずれかです。</translation>
    </message>
    <message>
        <source>A group needs two comments at least.</source>
        <translation>まとめるには、意見が2件以上必要です。</translation>
    </message>
    <message>
        <source>You are on the list of speakers already.</source>
        <translation>すでに発言を申し出ています。順番をお待ちください。</translation>
    </message>
    <message>
        <source>You are not on the list of speakers.</source>
        <translation>発言の申し出はありません。</translation>
    </message>
    <message>
        <source>Nobody has the floor now.</source>
        <translation>いま発言中の人はいません。</translation>
    </message>
    <message>
        <source>This item was opened already. Its rule for names can be made stricter now, but not weaker.</source>
        <translation>この議題はすでに始まっています。名前の表示は、控える方向にだけ変更できます。</translation>
    </message>
    <message>
        <source>Under this item names cannot be withheld. Nothing was posted; post it with your name, or leave it.</source>
        <translation>この議題では氏名を伏せられません。投稿していません。氏名を出して投稿するか、取りやめてください。</translation>
    </message>
    <message>
        <source>A secret vote is open, and the new chair could not count it. Close it before you hand over the chair.</source>
        <translation>無記名投票の受付中です。議長を渡すと、新しい議長席では集計できません。先に投票を締め切ってください。</translation>
    </message>
    <message>
        <source>Only the chair and the seat that presents can do this.</source>
        <translation>議長と、説明を任された席だけが操作できます。</translation>
    </message>
    <message>
        <source>A document has not arrived whole, or its file cannot be read.</source>
        <translation>資料がまだ全部届いていないか、ファイルを読めません。</translation>
    </message>
    <message>
        <source>Something arrived that does not follow the rules of a meeting. It was not taken over.</source>
        <translation>会議の決まりに合わない情報が届いたため、取り込みませんでした。</translation>
    </message>
    <message>
        <source>The file that was carried here is damaged or not complete. Nothing was changed; copy it once more.</source>
        <translation>運んできたファイルが壊れているか、途中で切れています。何も変わっていません。もう一度コピーしてください。</translation>
    </message>
    <message>
        <source>The file that was carried here continues something that this PC does not have. Nothing was changed; bring the whole meeting.</source>
        <translation>運んできたファイルは続きだけで、その前の分がこのPCにありません。何も変わっていません。会議全体を入れたファイルを持ってきてください。</translation>
    </message>
    <message>
        <source>The file cannot be read. Check that the USB stick is still plugged in.</source>
        <translation>ファイルを読めません。USBメモリーが挿さっているか確かめてください。</translation>
    </message>
    <message>
        <source>The file cannot be written there. Check the USB stick and the name; nothing was written.</source>
        <translation>そこにはファイルを書けません。USBメモリーとファイル名を確かめてください。何も書いていません。</translation>
    </message>
    <message>
        <source>The file cannot be written there. It may be open in another program, or the place is full.</source>
        <translation>ファイルをそこに保存できません。ほかのソフトで開いているか、空きがないのかもしれません。</translation>
    </message>
    <message>
        <source>Writing records of meetings is switched off on this PC by the IT section.</source>
        <translation>このPCでは、会議の記録の書き出しが情報システム部門により禁止されています。</translation>
    </message>
    <message>
        <source>Only the documents of this meeting are kept on this PC; its record was removed.</source>
        <translation>この会議は資料だけがこのPCに残っています。記録は削除されています。</translation>
    </message>
    <message>
        <source>Only the chair&apos;s PC and the secretariat can write the record of a meeting.</source>
        <translation>会議の記録を書き出せるのは、議長席のPCと事務局だけです。</translation>
    </message>
    <message>
        <source>Only the secretariat can write a record with the names that were withheld.</source>
        <translation>出さなかった名前を含む記録を書き出せるのは、事務局だけです。</translation>
    </message>
    <message>
        <source>This USB stick takes no file of this size (over 4 GB). Use another one; nothing was written.</source>
        <translation>このUSBメモリーには4GBを超えるファイルを書けません。別のものを使ってください。何も書いていません。</translation>
    </message>
    <message>
        <source>It was stopped.</source>
        <translation>中止しました。</translation>
    </message>
    <message>
        <source>This file is of another meeting; nothing was changed. To open it, leave this meeting first.</source>
        <translation>このファイルは別の会議のものです。何も変わっていません。開くには、先にこの会議から退出してください。</translation>
    </message>
    <message>
        <source>The command cannot be read.</source>
        <translation>命令を読み取れません。</translation>
    </message>
    <message>
        <source>There is no such command.</source>
        <translation>その命令はありません。</translation>
    </message>
    <message>
        <source>The usual port of Kurumaza is in use on this PC; it listens on %1 instead.</source>
        <translation>このPCではいつもの通信口が使用中のため、%1番を使います。操作は必要ありません。</translation>
    </message>
    <message>
        <source>There is nothing written yet.</source>
        <translation>まだ何も書かれていません。</translation>
    </message>
    <message>
        <source>The meeting code is wrong, or this is another meeting. Compare the check mark with the one on the chair&apos;s screen, and see whether the chair&apos;s PC is on.</source>
        <translation>参加コードが違うか、別の会議です。照合番号を議長席の画面と見くらべ、議長席のPCが動いているかも確かめてください。</translation>
    </message>
    <message>
        <source>What was entered cannot be used here. Check it once more.</source>
        <translation>入力された内容は使えません。もう一度確かめてください。</translation>
    </message>
    <message>
        <source>The disk cannot be written (full, or not permitted). Your text is still here; make room.</source>
        <translation>ディスクに書けません（空きがないか、書き込みが許されていません）。文は残っています。空きを作ってください。</translation>
    </message>
    <message>
        <source>The data on this PC were made by a newer Kurumaza. They were left as they are; update first.</source>
        <translation>このPCのデータは新しい版の車座で作られています。そのままにしてあります。先に車座を更新してください。</translation>
    </message>
    <message>
        <source>The data on this PC cannot be read. They were left as they are; tell the IT section.</source>
        <translation>このPCのデータが読めません。そのままにしてあります。情報システム担当に知らせてください。</translation>
    </message>
    <message>
        <source>Kurumaza is already running on this PC with this profile.</source>
        <translation>車座はこのPCですでに動いています（同じプロファイル）。</translation>
    </message>
    <message>
        <source>Kurumaza may not receive connections on this PC. Tell the IT section.</source>
        <translation>このPCでは車座が接続を受けられません。情報システム担当に知らせてください。</translation>
    </message>
    <message>
        <source>Only the chair can do this, and the chair is at another seat now.</source>
        <translation>議長だけができる操作です。議長はほかの席に移りました。</translation>
    </message>
    <message>
        <source>The confidential documents were called in. They were destroyed on this PC.</source>
        <translation>取扱注意の資料が回収され、このPCから消去されました。</translation>
    </message>
    <message>
        <source>No confidential document is left to be called in.</source>
        <translation>回収する取扱注意の資料は、もうありません。</translation>
    </message>
    <message>
        <source>This document was called in. It cannot be replaced.</source>
        <translation>この資料は回収されています。差し替えることはできません。</translation>
    </message>
    <message>
        <source>Nothing was called in in this meeting yet.</source>
        <translation>この会議では、まだ資料を回収していません。</translation>
    </message>
    <message>
        <source>The key of this confidential document is not on this PC.</source>
        <translation>この取扱注意の資料の鍵が、このPCにありません。</translation>
    </message>
    <message>
        <source>A confidential document cannot be opened with the key on this PC. Tell the secretariat.</source>
        <translation>取扱注意の資料を、このPCの鍵では開けません。事務局に知らせてください。</translation>
    </message>
    <message>
        <source>This meeting is open on this PC. Leave it before you delete it.</source>
        <translation>この会議は、いまこのPCで開いています。退出してから削除してください。</translation>
    </message>
    <message>
        <source>The chair made this PC leave the meeting. What was posted from it before is kept.</source>
        <translation>議長がこの端末を退出させました。それまでの投稿は残っています。</translation>
    </message>
    <message>
        <source>The chair gave the seat of this PC to another PC. What was posted from it before is kept.</source>
        <translation>議長席が、この席を別の端末に入れ替えました。これまでの投稿は残っています。</translation>
    </message>
    <message>
        <source>%1 of your posts came after this PC had been made to leave, and are not in the record of the chair&apos;s seat. The first one is “%2”. Post again what is still needed.</source>
        <translation>この端末が退出となった後の投稿%1件は、議長席の記録に入っていません（最初の投稿「%2」）。必要なものは、もう一度投稿してください。</translation>
    </message>
    <message>
        <source>%1 of your posts had not been sent. They are kept here and posted once this PC has joined again.</source>
        <translation>まだ届いていない投稿が%1件あります。このPCに保存してあり、会議に入り直すと投稿されます。</translation>
    </message>
    <message>
        <source>%1 of your posts from before this PC had a new key were posted again.</source>
        <translation>鍵を作り直す前の投稿のうち%1件を、もう一度投稿しました。</translation>
    </message>
    <message>
        <source>Another PC has the same key as this one: it was copied. Tell the IT section.</source>
        <translation>この端末と同じ鍵を持つPCがほかにあります（複製されています）。情報担当に伝えてください。</translation>
    </message>
    <message>
        <source>The chair is at seat %1 now. This PC is a seat again.</source>
        <translation>議長は席%1に移りました。この端末は席に戻りました。</translation>
    </message>
    <message>
        <source>The chair is at another PC now. This PC is a seat again.</source>
        <translation>議長はほかの端末に移りました。この端末は席に戻りました。</translation>
    </message>
    <message>
        <source>This poll is closed already. Your vote was not taken.</source>
        <translation>この採決はすでに締め切られています。投票は受け付けられませんでした。</translation>
    </message>
    <message>
        <source>The room was asked already how the meeting was.</source>
        <translation>この会議の振り返りは、すでに始まっています。</translation>
    </message>
    <message>
        <source>The file or folder cannot be used: %1 (%2)</source>
        <translation>ファイルかフォルダーが使えません：%1（%2）</translation>
    </message>
    <message>
        <source>Something unexpected happened in Kurumaza. What you wrote is kept; please tell the IT section.</source>
        <translation>車座に予期しないことが起きました。書いたものは残っています。情報システム担当に知らせてください。</translation>
    </message>
</context>
<context>
    <name>Sheets</name>
    <message>
        <source>No.</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Posted</source>
        <translation>投稿時刻</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>議題</translation>
    </message>
    <message>
        <source>Title of the item</source>
        <translation>議題名</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Seat</source>
        <translation>席</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部署</translation>
    </message>
    <message>
        <source>How the author is shown</source>
        <translation>名前の扱い</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>意見</translation>
    </message>
    <message>
        <source>Answer to No.</source>
        <translation>返信先No.</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>資料</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>頁</translation>
    </message>
    <message>
        <source>Words of the page</source>
        <translation>選んだ語句</translation>
    </message>
    <message>
        <source>Agreements</source>
        <translation>同感</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>回答済み</translation>
    </message>
    <message>
        <source>Word of answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>似た意見</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Why hidden</source>
        <translation>非表示の理由</translation>
    </message>
    <message>
        <source>Arrived late</source>
        <translation>遅れて到着</translation>
    </message>
    <message>
        <source>Earlier texts</source>
        <translation>変更の履歴</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>意見</translation>
    </message>
    <message>
        <source>(withdrawn by its author)</source>
        <translation>（投稿者が取り下げました）</translation>
    </message>
    <message>
        <source>(never released)</source>
        <translation>（公開しなかった意見）</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>○</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>書いた時刻</translation>
    </message>
    <message>
        <source>Earlier text</source>
        <translation>変更前の文</translation>
    </message>
    <message>
        <source>Presenter</source>
        <translation>説明（席）</translation>
    </message>
    <message>
        <source>Planned minutes</source>
        <translation>予定（分）</translation>
    </message>
    <message>
        <source>Minutes taken</source>
        <translation>実際（分）</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>How authors are shown</source>
        <translation>名前の扱い</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>休止</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>議題</translation>
    </message>
    <message>
        <source>Handed out</source>
        <translation>配布</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>差し替えの理由</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>取り下げ</translation>
    </message>
    <message>
        <source>Confidential</source>
        <translation>取扱注意</translation>
    </message>
    <message>
        <source>Called in</source>
        <translation>回収済み</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>バイト数</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>資料</translation>
    </message>
    <message>
        <source>Poll</source>
        <translation>採決</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>問い</translation>
    </message>
    <message>
        <source>Ballot</source>
        <translation>投票</translation>
    </message>
    <message>
        <source>Option</source>
        <translation>選択肢</translation>
    </message>
    <message>
        <source>Votes</source>
        <translation>票</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>May vote</source>
        <translation>投票できる席</translation>
    </message>
    <message>
        <source>Voted</source>
        <translation>投票した席</translation>
    </message>
    <message>
        <source>Quorum</source>
        <translation>定足数</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>可決の条件</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>読めない票</translation>
    </message>
    <message>
        <source>Too late</source>
        <translation>締め切り後</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Polls</source>
        <translation>採決</translation>
    </message>
    <message>
        <source>secret</source>
        <translation>無記名</translation>
    </message>
    <message>
        <source>open</source>
        <translation>記名</translation>
    </message>
    <message>
        <source>Vote</source>
        <translation>投票内容</translation>
    </message>
    <message>
        <source>(secret)</source>
        <translation>（無記名）</translation>
    </message>
    <message>
        <source>Votes by seat</source>
        <translation>席ごとの投票</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>役割</translation>
    </message>
    <message>
        <source>Connected first</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>Removed or replaced</source>
        <translation>退席・交代</translation>
    </message>
    <message>
        <source>Seconds spoken</source>
        <translation>発言（秒）</translation>
    </message>
    <message>
        <source>Comments by name</source>
        <translation>名前を出した意見</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>接続なし</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>出席</translation>
    </message>
    <message>
        <source>Seconds allowed</source>
        <translation>持ち時間（秒）</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>発言</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答え</translation>
    </message>
    <message>
        <source>Look-back</source>
        <translation>振り返り</translation>
    </message>
    <message>
        <source>All</source>
        <translation>計</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>返信</translation>
    </message>
    <message>
        <source>Open questions</source>
        <translation>未回答の質問</translation>
    </message>
    <message>
        <source>(no item)</source>
        <translation>（議題なし）</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>集計</translation>
    </message>
    <message>
        <source>About this record</source>
        <translation>この記録について</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>会議名</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>主催</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>Planned begin</source>
        <translation>開始予定</translation>
    </message>
    <message>
        <source>Planned end</source>
        <translation>終了予定</translation>
    </message>
    <message>
        <source>Breadth of voices</source>
        <translation>声の広がり</translation>
    </message>
    <message>
        <source>Hidden comments</source>
        <translation>非表示の意見（件）</translation>
    </message>
    <message>
        <source>Comments never released</source>
        <translation>公開しなかった意見（件）</translation>
    </message>
    <message>
        <source>Comments withdrawn</source>
        <translation>取り下げた意見（件）</translation>
    </message>
    <message>
        <source>Closing code</source>
        <translation>終了コード</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>ダイジェスト（SHA-256）</translation>
    </message>
    <message>
        <source>Number of the meeting</source>
        <translation>会議の番号</translation>
    </message>
    <message>
        <source>Group %1</source>
        <translation>似た意見%1</translation>
    </message>
    <message>
        <source>About</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>For the secretariat&apos;s file only: with names that the screens withheld</source>
        <translation>事務局保存用：画面に出さなかった名前を含みます</translation>
    </message>
    <message>
        <source>As each author was promised</source>
        <translation>投稿者に約束したとおり</translation>
    </message>
</context>
<context>
    <name>Shelf</name>
    <message>
        <source>This document was withdrawn. Choose another one from the agenda.</source>
        <translation>この資料は取り下げられました。次第からほかの資料を選んでください。</translation>
    </message>
    <message>
        <source>This version was withdrawn. The present one opens as soon as it is here.</source>
        <translation>この版は取り下げられました。いまの版が届きしだい開きます。</translation>
    </message>
    <message>
        <source>This document was found damaged on this PC and is fetched again. It opens by itself as soon as it is whole.</source>
        <translation>この資料は、このPCの中で壊れているのが見つかったため、取り直しています。そろうと自動で開きます。</translation>
    </message>
</context>
<context>
    <name>SideBySide</name>
    <message>
        <source>Change places</source>
        <translation>左右を入れ替える</translation>
    </message>
    <message>
        <source>Close what stands beside</source>
        <translation>横の表示を閉じる</translation>
    </message>
</context>
<context>
    <name>SpeakingBox</name>
    <message>
        <source>Speaking times</source>
        <translation>発言時間の一覧</translation>
    </message>
    <message>
        <source>Nobody has been given the floor yet.</source>
        <translation>まだ誰も発言していません。</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>文字としてコピー</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>SpeakingModel</name>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n回</numerusform>
        </translation>
    </message>
    <message>
        <source>Seat</source>
        <translation>席</translation>
    </message>
    <message>
        <source>Speeches</source>
        <translation>回数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時間</translation>
    </message>
</context>
<context>
    <name>StripChip</name>
    <message>
        <source>{words}. Press to open.</source>
        <translation>{words}。押すと開きます。</translation>
    </message>
</context>
<context>
    <name>Study</name>
    <message>
        <source>Back to where I was (Alt+←)</source>
        <translation>元の場所へ戻る（Alt+←）</translation>
    </message>
    <message>
        <source>Forward again (Alt+→)</source>
        <translation>次の場所へ進む（Alt+→）</translation>
    </message>
    <message>
        <source>Read this page as text (F8)</source>
        <translation>この頁を文字で読む（F8）</translation>
    </message>
    <message>
        <source>Select a table (Alt and drag)</source>
        <translation>表を選ぶ（Altを押しながら囲む）</translation>
    </message>
    <message>
        <source>Copy what is selected (Ctrl+C)</source>
        <translation>選んだ文字をコピー（Ctrl+C）</translation>
    </message>
    <message>
        <source>Print… (Ctrl+P)</source>
        <translation>印刷…（Ctrl+P）</translation>
    </message>
    <message>
        <source>Save a PDF with my notes…</source>
        <translation>書き込み入りPDFを保存…</translation>
    </message>
    <message>
        <source>About this document…</source>
        <translation>この資料について…</translation>
    </message>
</context>
<context>
    <name>TextSizeButton</name>
    <message>
        <source>normal</source>
        <translation>標準</translation>
    </message>
    <message>
        <source>large</source>
        <translation>大</translation>
    </message>
    <message>
        <source>very large</source>
        <translation>特大</translation>
    </message>
    <message>
        <source>Text {marks}</source>
        <translation>文字 {marks}</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字の大きさ</translation>
    </message>
    <message>
        <source>Now {size}. Press for the next size.</source>
        <translation>いまは{size}。押すと次の大きさになります。</translation>
    </message>
    <message>
        <source>Text size: {size}. Press for the next size.</source>
        <translation>文字の大きさ：{size}。押すと次の大きさになります。</translation>
    </message>
</context>
<context>
    <name>ThumbnailList</name>
    <message>
        <source>Pages, small</source>
        <translation>頁の一覧</translation>
    </message>
</context>
<context>
    <name>ThumbnailModel</name>
    <message>
        <source>Page %1 of %2</source>
        <translation>%2頁中の%1頁</translation>
    </message>
    <message>
        <source>Page {label} ({number} of {count})</source>
        <translation>{label}頁（{count}頁中の{number}頁）</translation>
    </message>
    <message>
        <source>in front now</source>
        <translation>表示中</translation>
    </message>
    <message>
        <source>cannot be drawn</source>
        <translation>表示できません</translation>
    </message>
</context>
<context>
    <name>VersionBar</name>
    <message>
        <source>Next change</source>
        <translation>次の変更へ</translation>
    </message>
    <message>
        <source>Go to the next page that changed</source>
        <translation>次に変更された頁へ移動</translation>
    </message>
    <message>
        <source>Old version beside</source>
        <translation>旧版を横に</translation>
    </message>
    <message>
        <source>Show the version before this one beside it</source>
        <translation>旧版を横に並べて表示</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>この知らせを閉じる</translation>
    </message>
    <message>
        <source>Version %1 was withdrawn; this is version %2</source>
        <translation>第%1版は取り下げられ、第%2版に戻りました</translation>
    </message>
    <message>
        <source>Replaced by version %1</source>
        <translation>第%1版に差し替えられました</translation>
    </message>
    <message>
        <source>This document was replaced</source>
        <translation>この資料は差し替えられました</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>理由：%1</translation>
    </message>
    <message>
        <source>looking for what changed…</source>
        <translation>変更箇所を調べています…</translation>
    </message>
    <message>
        <source>what changed cannot be told</source>
        <translation>どこが変わったかは分かりません</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) changed</source>
        <translation>
            <numerusform>変更 %n頁</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) removed</source>
        <translation>
            <numerusform>削除 %n頁</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>no page looks different</source>
        <translation>見た目の変わった頁はありません</translation>
    </message>
</context>
<context>
    <name>ViewButton</name>
    <message>
        <source>View ▾</source>
        <translation>表示 ▾</translation>
    </message>
    <message>
        <source>View: {mode}</source>
        <translation>表示：{mode}</translation>
    </message>
</context>
<context>
    <name>ViewMenu</name>
    <message>
        <source>View</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Single page</source>
        <translation>1頁ずつ</translation>
    </message>
    <message>
        <source>Continuous</source>
        <translation>連続</translation>
    </message>
    <message>
        <source>Two pages</source>
        <translation>見開き</translation>
    </message>
    <message>
        <source>First page alone</source>
        <translation>表紙は1頁だけ</translation>
    </message>
    <message>
        <source>From right to left (vertical text)</source>
        <translation>右から左へ（縦書き）</translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation>右に回す</translation>
    </message>
    <message>
        <source>Turn left</source>
        <translation>左に回す</translation>
    </message>
    <message>
        <source>Colours as they are</source>
        <translation>もとの色</translation>
    </message>
    <message>
        <source>Darker letters</source>
        <translation>文字を濃く</translation>
    </message>
    <message>
        <source>Lighter</source>
        <translation>明るく</translation>
    </message>
    <message>
        <source>White on black</source>
        <translation>白黒を反転</translation>
    </message>
    <message>
        <source>Line ruler</source>
        <translation>行の定規</translation>
    </message>
    <message>
        <source>Large pointer</source>
        <translation>大きな矢印</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全画面</translation>
    </message>
</context>
<context>
    <name>VoicesPanel</name>
    <message>
        <source>Breadth of voices</source>
        <translation>発言の広がり</translation>
    </message>
    <message numerus="yes">
        <source>Not heard yet: %n seat(s)</source>
        <translation>
            <numerusform>まだの席 %n席を見る</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Not heard yet: %1. A press on the seat gives it the floor.</source>
        <translation>まだの席：%1。席を押すと発言を許可できます。</translation>
    </message>
</context>
<context>
    <name>VoidStrip</name>
    <message>
        <source>A PC was admitted</source>
        <translation>端末の参加を認めた</translation>
    </message>
    <message>
        <source>A PC was made to leave</source>
        <translation>端末を退出させた</translation>
    </message>
    <message>
        <source>An item of the agenda was opened</source>
        <translation>議題を開いた</translation>
    </message>
    <message>
        <source>The clock of the agenda was stopped or started</source>
        <translation>議題の時計を止める、または再開する操作をしました</translation>
    </message>
    <message>
        <source>The agenda was changed</source>
        <translation>次第を変えた</translation>
    </message>
    <message>
        <source>A document was added</source>
        <translation>資料を加えた</translation>
    </message>
    <message>
        <source>A document was replaced</source>
        <translation>資料を差し替えた</translation>
    </message>
    <message>
        <source>A document was withdrawn</source>
        <translation>資料を取り下げた</translation>
    </message>
    <message>
        <source>Alike comments were put together</source>
        <translation>似た意見をまとめました</translation>
    </message>
    <message>
        <source>A held comment was released</source>
        <translation>保留中の意見を公開しました</translation>
    </message>
    <message>
        <source>Somebody was given the floor</source>
        <translation>発言を許可しました</translation>
    </message>
    <message>
        <source>The rule for holding comments was changed</source>
        <translation>意見を保留する設定を変更しました</translation>
    </message>
    <message>
        <source>A seat was asked to present</source>
        <translation>説明を席に任せました</translation>
    </message>
    <message>
        <source>A comment was projected</source>
        <translation>意見を映した</translation>
    </message>
    <message>
        <source>A page was shown on all seats</source>
        <translation>頁を全席に表示した</translation>
    </message>
    <message>
        <source>The meeting was opened</source>
        <translation>会議を始めた</translation>
    </message>
    <message>
        <source>The meeting was closed</source>
        <translation>会議を終えた</translation>
    </message>
    <message>
        <source>Something else was done</source>
        <translation>そのほかの操作</translation>
    </message>
    <message>
        <source>What was done meanwhile</source>
        <translation>その間の操作</translation>
    </message>
    <message>
        <source>Make the marked ones count</source>
        <translation>もう一度有効にする</translation>
    </message>
    <message>
        <source>Do not</source>
        <translation>しない</translation>
    </message>
    <message numerus="yes">
        <source>While there were two chairs, %n thing(s) were done that do not count</source>
        <translation>
            <numerusform>議長が二人になっていた間の操作が%n件あります</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WaitingPage</name>
    <message>
        <source>You can read the documents and post comments from then on.</source>
        <translation>資料を読むことと投稿は、会議が開いてからできます。</translation>
    </message>
</context>
<context>
    <name>Watermark</name>
    <message>
        <source>Confidential</source>
        <translation>取扱注意</translation>
    </message>
    <message>
        <source>Seat %1</source>
        <translation>席%1</translation>
    </message>
</context>
<context>
    <name>WayPanel</name>
    <message>
        <source>Close this panel (F4)</source>
        <translation>この欄を閉じる（F4）</translation>
    </message>
    <message>
        <source>Finding one&apos;s way</source>
        <translation>頁をたどる</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>頁</translation>
    </message>
    <message>
        <source>Headings</source>
        <translation>見出し</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>しおり</translation>
    </message>
</context>
<context>
    <name>WorkStrip</name>
    <message>
        <source>Stop</source>
        <translation>中止する</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>中止しています…</translation>
    </message>
</context>
<context>
    <name>ZoomBox</name>
    <message>
        <source>Zoom</source>
        <translation>倍率</translation>
    </message>
    <message>
        <source>Fit width</source>
        <translation>幅に合わせる</translation>
    </message>
    <message>
        <source>Whole page</source>
        <translation>頁全体</translation>
    </message>
    <message>
        <source>Zoom: {size}</source>
        <translation>倍率：{size}</translation>
    </message>
</context>
<context>
    <name>_Pane</name>
    <message>
        <source>%1 (in use: what is chosen in the agenda opens here)</source>
        <translation>%1（使用中: 次第で選んだ資料はここに開きます）</translation>
    </message>
</context>
<context>
    <name>_PasswordField</name>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
</context>
<context>
    <name>agendaClock</name>
    <message>
        <source>✓ %n min</source>
        <translation>✓ %n分</translation>
    </message>
    <message>
        <source>✓ done</source>
        <translation>✓ 済み</translation>
    </message>
    <message>
        <source>not taken</source>
        <translation>未実施</translation>
    </message>
    <message>
        <source>%n min</source>
        <translation>%n分</translation>
    </message>
    <message>
        <source>over, paused</source>
        <translation>超過・休止中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>休止中</translation>
    </message>
    <message>
        <source>so far</source>
        <translation>経過</translation>
    </message>
    <message>
        <source>over</source>
        <translation>超過</translation>
    </message>
    <message>
        <source>left</source>
        <translation>残り</translation>
    </message>
    <message>
        <source>done, took %n min</source>
        <translation>済み、%n分かかりました</translation>
    </message>
    <message>
        <source>now, %1 %2</source>
        <translation>進行中、%2 %1</translation>
    </message>
    <message>
        <source>Like this it ends at %1 (planned %2)</source>
        <translation>このままだと %1 に終わります（予定 %2）</translation>
    </message>
    <message>
        <source>Like this it ends at %1</source>
        <translation>このままだと %1 に終わります</translation>
    </message>
    <message>
        <source>%n min late</source>
        <translation>%n分遅れ</translation>
    </message>
    <message>
        <source>Items without minutes are not counted.</source>
        <translation>時間の決まっていない議題は含みません。</translation>
    </message>
</context>
<context>
    <name>documents</name>
    <message>
        <source>Type the password to read it here. It is not kept after the program ends.</source>
        <translation>パスワードを入力すると、ここで読めます。パスワードは、終了すると残りません。</translation>
    </message>
    <message>
        <source>Type it again. Capital and small letters make a difference.</source>
        <translation>もう一度入力してください。大文字と小文字は区別されます。</translation>
    </message>
    <message>
        <source>The other documents can be read as before.</source>
        <translation>ほかの資料はこれまでどおり読めます。</translation>
    </message>
    <message>
        <source>Ask the secretariat for the right file. Other documents can be read as before.</source>
        <translation>正しいファイルを事務局に頼んでください。ほかの資料はこれまでどおり読めます。</translation>
    </message>
    <message>
        <source>The file is not there.</source>
        <translation>ファイルがありません。</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>ファイルが読めません。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>ファイルが空です。</translation>
    </message>
    <message>
        <source>This is a web page, not a PDF.</source>
        <translation>PDFではなく、ウェブページです。</translation>
    </message>
    <message>
        <source>This is a picture, not a PDF.</source>
        <translation>PDFではなく、画像です。</translation>
    </message>
    <message>
        <source>This is an Office or ZIP file, not a PDF.</source>
        <translation>PDFではなく、OfficeかZIPのファイルです。</translation>
    </message>
    <message>
        <source>This is not a PDF.</source>
        <translation>PDFではありません。</translation>
    </message>
    <message>
        <source>This document needs a password.</source>
        <translation>パスワードが必要な資料です。</translation>
    </message>
    <message>
        <source>The password is not right.</source>
        <translation>パスワードが違います。</translation>
    </message>
    <message>
        <source>This PDF is damaged and cannot be opened.</source>
        <translation>このPDFはこわれていて開けません。</translation>
    </message>
    <message>
        <source>This PDF has no pages.</source>
        <translation>このPDFには頁がありません。</translation>
    </message>
    <message>
        <source>This document takes too long to open.</source>
        <translation>この資料は開くのに時間がかかりすぎます。</translation>
    </message>
    <message>
        <source>This document could not be opened.</source>
        <translation>この資料は開けませんでした。</translation>
    </message>
    <message>
        <source>A page of this PDF is damaged.</source>
        <translation>こわれた頁があります。</translation>
    </message>
</context>
<context>
    <name>floorClock</name>
    <message>
        <source>A participant</source>
        <translation>参加者</translation>
    </message>
    <message>
        <source>! +%1 over the limit of %2</source>
        <translation>！ ＋%1 超過（持ち時間 %2）</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1／%2</translation>
    </message>
    <message>
        <source>Seat</source>
        <translation>席</translation>
    </message>
    <message>
        <source>Speeches</source>
        <translation>回数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時間</translation>
    </message>
</context>
<context>
    <name>lookBack</name>
    <message>
        <source>%1 of %2 seats answered</source>
        <translation>%2席中 %1席が回答</translation>
    </message>
    <message>
        <source>No answers yet</source>
        <translation>まだ回答はありません</translation>
    </message>
    <message>
        <source>Average %1 of 5 (%2 answers)</source>
        <translation>平均 %1／5（回答 %2件）</translation>
    </message>
</context>
<context>
    <name>notes</name>
    <message>
        <source>Black</source>
        <translation>黒</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>赤</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>青</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>黄</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>緑</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>桃色</translation>
    </message>
    <message>
        <source>This note</source>
        <translation>この書き込み</translation>
    </message>
    <message>
        <source>Change the text</source>
        <translation>文章を直す</translation>
    </message>
    <message>
        <source>Delete this note</source>
        <translation>この書き込みを削除</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>読む</translation>
    </message>
    <message>
        <source>Pen</source>
        <translation>ペン</translation>
    </message>
    <message>
        <source>Marker</source>
        <translation>マーカー</translation>
    </message>
    <message>
        <source>Mark text</source>
        <translation>文字マーカー</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>消しゴム</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>ふせん</translation>
    </message>
    <message>
        <source>Back to reading: drag to move the page (Esc)</source>
        <translation>読むことに戻ります。ドラッグで頁が動きます（Esc）</translation>
    </message>
    <message>
        <source>Draw on the page</source>
        <translation>頁に書きます</translation>
    </message>
    <message>
        <source>Mark by hand; a line that is nearly straight becomes straight (Shift: always)</source>
        <translation>手で線を引きます。ほぼまっすぐな線はまっすぐになります（Shiftを押すと必ず）</translation>
    </message>
    <message>
        <source>Drag over words to mark them</source>
        <translation>文字の上をなぞると、文字に色が付きます</translation>
    </message>
    <message>
        <source>Remove the lines you touch</source>
        <translation>触れた線を消します</translation>
    </message>
    <message>
        <source>Click on the page and write (Enter: in the middle of the page)</source>
        <translation>頁を押して、文字を書きます（Enter：画面の中央に置く）</translation>
    </message>
    <message>
        <source>Put a flag at the edge of the page (Enter: in the middle)</source>
        <translation>頁の端にふせんを付けます（Enter：中ほどに付ける）</translation>
    </message>
    <message>
        <source>Thin</source>
        <translation>細い</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>中くらい</translation>
    </message>
    <message>
        <source>Thick</source>
        <translation>太い</translation>
    </message>
    <message>
        <source>Words on the flag</source>
        <translation>ふせんの言葉</translation>
    </message>
    <message>
        <source>Text of the memo</source>
        <translation>メモの文章</translation>
    </message>
</context>
<context>
    <name>opening</name>
    <message>
        <source>{month}/{day} {time}</source>
        <translation>{month}月{day}日 {time}</translation>
    </message>
    <message>
        <source>This meeting opens at {time}.</source>
        <translation>この会議は{time}に開きます。</translation>
    </message>
    <message>
        <source>This meeting opens as soon as the chair opens it.</source>
        <translation>この会議は、議長席で開くと始まります。</translation>
    </message>
    <message>
        <source>This meeting is not open yet. It opens by itself at {time}.</source>
        <translation>会議はまだ開いていません。{time}に自動で開きます。</translation>
    </message>
    <message>
        <source>This meeting is not open yet.</source>
        <translation>会議はまだ開いていません。</translation>
    </message>
    <message>
        <source>The documents have arrived ({have}/{all}).</source>
        <translation>資料は届いています（{have}/{all}）。</translation>
    </message>
    <message>
        <source>The documents are arriving ({have}/{all}).</source>
        <translation>資料が届いているところです（{have}/{all}）。</translation>
    </message>
</context>
<context>
    <name>page_labels</name>
    <message>
        <source>Page %1</source>
        <translation>%1頁</translation>
    </message>
</context>
<context>
    <name>page_marks</name>
    <message>
        <source>The presenter is here</source>
        <translation>発表者はここ</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>しおり</translation>
    </message>
    <message>
        <source>Changed in this version</source>
        <translation>この版で変わった頁</translation>
    </message>
</context>
<context>
    <name>policy</name>
    <message>
        <source>The policy %1 cannot be read. Until it is mended, copying, printing, exporting notes or records and opening addresses are not possible on this PC.</source>
        <translation>ポリシー %1 を読めません。直るまで、このPCではコピー・印刷・メモや記録の書き出し・リンクを開くことができません。</translation>
    </message>
    <message>
        <source>The policy of this PC names %1, which Kurumaza does not know.</source>
        <translation>この端末の決まりに、知らない項目「%1」があります。</translation>
    </message>
    <message>
        <source>The policy of this PC has a wrong value for %1 (%2 is expected); it counts as forbidden.</source>
        <translation>この端末の決まりの「%1」の値が正しくありません（%2 のどちらか）。禁止として扱います。</translation>
    </message>
    <message>
        <source>The policy of this PC has a wrong value for %1 (a whole number from 0 to %2 is expected); nothing is removed because of it.</source>
        <translation>このPCのポリシーの %1 の値が正しくありません（0 から %2 までの整数）。この項目による削除は行いません。</translation>
    </message>
    <message>
        <source>Copying is switched off on this PC by the IT section.</source>
        <translation>この端末では、情報システム担当がコピーを止めています。</translation>
    </message>
    <message>
        <source>Printing is switched off on this PC by the IT section.</source>
        <translation>この端末では、情報システム担当が印刷を止めています。</translation>
    </message>
    <message>
        <source>Exporting notes is switched off on this PC by the IT section.</source>
        <translation>この端末では、情報システム担当が書き込みの書き出しを止めています。</translation>
    </message>
    <message>
        <source>Opening addresses is switched off on this PC by the IT section.</source>
        <translation>この端末では、情報システム担当がアドレスを開くことを止めています。</translation>
    </message>
    <message>
        <source>Writing records of meetings is switched off on this PC by the IT section.</source>
        <translation>このPCでは、会議の記録の書き出しが情報システム部門により禁止されています。</translation>
    </message>
    <message>
        <source>The documents of this meeting are confidential and must not be copied.</source>
        <translation>この会議の資料は取扱注意のため、コピーできません。</translation>
    </message>
    <message>
        <source>The documents of this meeting are confidential and must not be printed.</source>
        <translation>この会議の資料は取扱注意のため、印刷できません。</translation>
    </message>
    <message>
        <source>The documents of this meeting are confidential; notes on them must not be exported.</source>
        <translation>この会議の資料は取扱注意のため、書き込みを書き出せません。</translation>
    </message>
    <message>
        <source>Whoever made this document does not permit copying from it.</source>
        <translation>この資料は、作成者がコピーを許可していません。</translation>
    </message>
    <message>
        <source>Whoever made this document does not permit printing it.</source>
        <translation>この資料は、作成者が印刷を許可していません。</translation>
    </message>
    <message>
        <source>It is not known yet whether this document permits it.</source>
        <translation>この資料で許可されているかどうかを調べています。</translation>
    </message>
</context>
<context>
    <name>pollWording</name>
    <message>
        <source>For, against, abstain</source>
        <translation>賛成・反対・棄権</translation>
    </message>
    <message>
        <source>Choose one</source>
        <translation>一つ選ぶ</translation>
    </message>
    <message>
        <source>Choose several</source>
        <translation>いくつでも選ぶ</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>段階で答える</translation>
    </message>
    <message>
        <source>Show of hands</source>
        <translation>挙手</translation>
    </message>
    <message>
        <source>Only counted</source>
        <translation>集計だけ（可否は決めない）</translation>
    </message>
    <message>
        <source>More for than against</source>
        <translation>賛成が反対より多い</translation>
    </message>
    <message>
        <source>More than half of all voters</source>
        <translation>投票できる席の過半数</translation>
    </message>
    <message>
        <source>Two thirds of the votes</source>
        <translation>賛否の3分の2以上が賛成</translation>
    </message>
    <message>
        <source>Shown at once</source>
        <translation>途中の結果も表示する</translation>
    </message>
    <message>
        <source>Shown after the close</source>
        <translation>締め切ってから表示する</translation>
    </message>
    <message>
        <source>Secret: every seat can see who voted. What each one voted is seen by no seat, not by the secretariat, not on the projector and not in the record. Only the chair&apos;s PC can open the ballots; it shows none, and destroys its key at the close. Somebody who tampered with the chair&apos;s PC before that could read them. Where all vote alike, the numbers tell.</source>
        <translation>無記名：どの席が投票したかは全席に分かります。何に投票したかは、ほかの席・事務局・映写画面・記録のどれにも出ません。票を開けるのは議長席のPCだけで、1票ずつの内容は表示せず、締め切りのときに鍵を消します。それまでに議長席のPCを改造した人がいれば、読み取られるおそれがあります。全員が同じ投票をしたときは、集計から分かります。</translation>
    </message>
    <message>
        <source>Open: every seat and the record can see who voted, and what each one voted.</source>
        <translation>記名：どの席が何に投票したかが、全席と記録に残ります。</translation>
    </message>
    <message>
        <source>secret</source>
        <translation>無記名</translation>
    </message>
    <message>
        <source>open ballot</source>
        <translation>記名</translation>
    </message>
    <message>
        <source>%1 of %2 seats have voted</source>
        <translation>投票済み %1／%2席</translation>
    </message>
    <message>
        <source>%1 of %2 seats raised a hand</source>
        <translation>挙手 %1／%2席</translation>
    </message>
    <message>
        <source>a participant</source>
        <translation>参加者</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Not yet: seats %1</source>
        <translation>まだの席：%1</translation>
    </message>
    <message>
        <source>Did not vote: seats %1</source>
        <translation>投票しなかった席：%1</translation>
    </message>
    <message>
        <source>✓ Quorum reached: %1 votes, %2 needed</source>
        <translation>✓ 定足数に達しています（%1票、必要 %2票）</translation>
    </message>
    <message>
        <source>! Quorum not reached: %1 votes, %2 needed</source>
        <translation>！ 定足数に達していません（%1票、必要 %2票）</translation>
    </message>
    <message>
        <source>! No quorum: nothing is decided</source>
        <translation>！ 定足数に達しないため、決まりません</translation>
    </message>
    <message>
        <source>! This secret poll cannot be counted any more. Please vote again.</source>
        <translation>！ この無記名投票は、もう開票できません。もう一度投票してください。</translation>
    </message>
    <message>
        <source>Voting</source>
        <translation>投票中</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>集計しました</translation>
    </message>
    <message>
        <source>✓ Carried</source>
        <translation>✓ 可決</translation>
    </message>
    <message>
        <source>× Rejected</source>
        <translation>× 否決</translation>
    </message>
    <message>
        <source>Too late, not counted: seats %1</source>
        <translation>締め切り後に届いた票（数えません）：%1</translation>
    </message>
    <message>
        <source>Ballots that could not be read: %n</source>
        <translation>無効票 %n票</translation>
    </message>
</context>
<context>
    <name>votes</name>
    <message>
        <source>Yes</source>
        <translation>賛成</translation>
    </message>
    <message>
        <source>No</source>
        <translation>反対</translation>
    </message>
    <message>
        <source>Abstain</source>
        <translation>棄権</translation>
    </message>
    <message>
        <source>Hand raised</source>
        <translation>挙手</translation>
    </message>
    <message>
        <source>Secret vote. It is known who voted. What you vote is shown neither at other seats nor on the projector. The chair&apos;s PC counts: until the close it holds the key that opens the votes.</source>
        <translation>無記名の投票です。だれが投票したかは分かります。何に投票したかは、ほかの席にも映写にも出ません。議長のPCは集計のため、締め切りまで票を開く鍵を持っています。</translation>
    </message>
    <message>
        <source>Everybody sees who has raised a hand.</source>
        <translation>だれが手を挙げたかは、全員に分かります。</translation>
    </message>
    <message>
        <source>Open vote. The record keeps who voted what.</source>
        <translation>記名の投票です。だれが何に投票したかが記録に残ります。</translation>
    </message>
    <message>
        <source>Press one. You can change it until the close.</source>
        <translation>ひとつ押してください。締め切りまで変えられます。</translation>
    </message>
    <message>
        <source>Choose one or more, then press Vote.</source>
        <translation>選んでから（いくつでも）「投票する」を押してください。</translation>
    </message>
    <message>
        <source>Press to raise your hand, once more to lower it.</source>
        <translation>押すと挙手、もう一度押すと手を下ろします。</translation>
    </message>
    <message>
        <source>Hands raised: {voted} of {all}</source>
        <translation>挙手 {voted} / {all}席</translation>
    </message>
    <message>
        <source>Voted: {voted} of {all}</source>
        <translation>投票 {voted} / {all}席</translation>
    </message>
    <message>
        <source>quorum {quorum}: {missing} missing</source>
        <translation>定足数 {quorum}・あと{missing}</translation>
    </message>
    <message>
        <source>quorum {quorum}: reached</source>
        <translation>定足数 {quorum} に達しています</translation>
    </message>
    <message>
        <source>the result is shown after the close</source>
        <translation>結果は締め切りのあとに出ます</translation>
    </message>
    <message>
        <source>carried by more yes than no</source>
        <translation>賛成が反対より多ければ可決</translation>
    </message>
    <message>
        <source>carried by more than half of all who may vote</source>
        <translation>投票できる席の過半数の賛成で可決</translation>
    </message>
    <message>
        <source>carried by two thirds of yes and no</source>
        <translation>賛否の3分の2以上の賛成で可決</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>締め切りました</translation>
    </message>
    <message>
        <source>Carried</source>
        <translation>可決</translation>
    </message>
    <message>
        <source>Not carried</source>
        <translation>否決</translation>
    </message>
    <message>
        <source>No quorum</source>
        <translation>定足数に足りません</translation>
    </message>
    <message>
        <source>Closed, not counted yet</source>
        <translation>締め切りました・集計はまだです</translation>
    </message>
    <message>
        <source>invalid: {count}</source>
        <translation>無効 {count}</translation>
    </message>
    <message>
        <source>too late: {count}</source>
        <translation>締め切り後 {count}</translation>
    </message>
    <message>
        <source>Your vote is being saved…</source>
        <translation>投票を保存しています…</translation>
    </message>
    <message>
        <source>… Saved on this PC, waiting to be sent</source>
        <translation>… この端末に保存・送信待ち</translation>
    </message>
    <message>
        <source>… Reached other seats</source>
        <translation>… ほかの席に届きました</translation>
    </message>
    <message>
        <source>{state}: {choice}</source>
        <translation>{state}：{choice}</translation>
    </message>
    <message>
        <source>{vote}. It counts once the chair&apos;s PC has it.</source>
        <translation>{vote}。議長席のPCに届くと数えられます。</translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>Reply</source>
        <translation>返信</translation>
    </message>
    <message>
        <source>In reply to {quote}</source>
        <translation>{quote} への返信</translation>
    </message>
    <message>
        <source>Hidden by the secretariat. {reason}</source>
        <translation>事務局が非表示にしました。{reason}</translation>
    </message>
    <message>
        <source>Answered. {answer}</source>
        <translation>回答済み。{answer}</translation>
    </message>
    <message>
        <source>You agree</source>
        <translation>自分も同感</translation>
    </message>
    <message>
        <source>Replies: {count}</source>
        <translation>返信 {count}件</translation>
    </message>
    <message>
        <source>Not shown of them: {count}</source>
        <translation>うち表示していないもの {count}件</translation>
    </message>
    <message>
        <source>Arrived late</source>
        <translation>遅れて届いた意見</translation>
    </message>
    <message>
        <source>Changed later</source>
        <translation>あとで書き直し</translation>
    </message>
    <message>
        <source>Changed after the close</source>
        <translation>閉会後に修正</translation>
    </message>
    <message>
        <source>Agree: {count}</source>
        <translation>同感 {count}人</translation>
    </message>
    <message>
        <source>Was not released</source>
        <translation>公開されませんでした</translation>
    </message>
    <message>
        <source>Waiting to be checked</source>
        <translation>確認待ち</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>「{words}」</translation>
    </message>
    <message>
        <source>Saved on this PC, waiting to be sent</source>
        <translation>この端末に保存済み・送信待ち</translation>
    </message>
    <message>
        <source>Reached other seats</source>
        <translation>ほかの席に届きました</translation>
    </message>
    <message>
        <source>Reached the chair</source>
        <translation>議長席に届きました</translation>
    </message>
    <message>
        <source>a comment that is not shown</source>
        <translation>表示されていない意見</translation>
    </message>
    <message>
        <source>{author}: (withdrawn)</source>
        <translation>{author}：（取り消されました）</translation>
    </message>
    <message>
        <source>Opinion</source>
        <translation>意見</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>質問</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>賛成</translation>
    </message>
    <message>
        <source>Concern</source>
        <translation>懸念</translation>
    </message>
    <message>
        <source>Seat {seat}</source>
        <translation>席{seat}</translation>
    </message>
    <message>
        <source>You</source>
        <translation>自分</translation>
    </message>
    <message>
        <source>Name withheld</source>
        <translation>名前なし</translation>
    </message>
    <message>
        <source>A participant</source>
        <translation>参加者</translation>
    </message>
    <message>
        <source>(a part)</source>
        <translation>の一部</translation>
    </message>
    <message>
        <source>frame {number}</source>
        <translation>枠{number}</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>第{number}版</translation>
    </message>
    <message>
        <source>other version</source>
        <translation>別の版</translation>
    </message>
    <message>
        <source>{document} (withdrawn)</source>
        <translation>{document}（取り下げ）</translation>
    </message>
    <message>
        <source>Goes to item {number}: {promise}</source>
        <translation>議題{number}への意見：{promise}</translation>
    </message>
    <message>
        <source>Rule of item {number}: {promise}</source>
        <translation>議題{number}の決まり：{promise}</translation>
    </message>
    <message>
        <source>Rule of this item: {promise}</source>
        <translation>この議題の決まり：{promise}</translation>
    </message>
    <message>
        <source>Shown once the chair has checked it.</source>
        <translation>議長が確認してから表示されます。</translation>
    </message>
    <message>
        <source>Only your department is shown.</source>
        <translation>部署名だけが出ます。</translation>
    </message>
    <message>
        <source>Your name is not shown. The record keeps it, and the secretariat can look it up.</source>
        <translation>名前は出ません。記録には残り、事務局は確認できます。</translation>
    </message>
    <message>
        <source>The chair and all seats see your name.</source>
        <translation>議長と全席に名前が出ます。</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>残り {time}</translation>
    </message>
    <message>
        <source>{time} over</source>
        <translation>{time} 超過</translation>
    </message>
    <message>
        <source>Item {number}  {title}</source>
        <translation>議題{number}&#x3000;{title}</translation>
    </message>
</context>
</TS>

"""Kanji that stand for the same word in two shapes, by which a search finds both; data only.

Each group begins with the form of today, and each form after it counts as that one. A form that Unicode
itself calls a compatibility form (U+F900..FAFF and U+2F800..2FA1F) is left to NFKC and does not stand here.
"""

from __future__ import annotations

from typing import Final

# 常用漢字表 (Joyo kanji table, cabinet notification 2 of 2010): the 康熙字典体 that it puts in brackets,
# and other printed forms of the same kanji in JIS X 0208 and 0213.
JOYO: Final = """
亜亞 悪惡 圧壓 囲圍 医醫 為爲 壱壹 隠隱 栄榮 営營 衛衞 駅驛 円圓 塩鹽 縁緣 艶艷 応應 欧歐 殴毆 桜櫻
奥奧 横橫 温溫 穏穩 仮假 価價 画畫 会會 絵繪 壊壞 懐懷 概槪 拡擴 殻殼 覚覺 学學斈 岳嶽 楽樂 渇渴
缶罐 巻卷 陥陷 勧勸 寛寬 関關 歓歡 観觀 気氣 帰歸 亀龜 偽僞 戯戲 犠犧 旧舊 拠據 挙擧舉 虚虛 峡峽
挟挾 狭狹 郷鄕鄉 暁曉 区區 駆驅駈 勲勳 薫薰 径徑 茎莖 恵惠 掲揭 渓溪谿 経經 蛍螢 軽輕 継繼 鶏鷄雞
芸藝 撃擊 欠缺 研硏 県縣 倹儉 剣劍劒剱劔釼 険險 圏圈 検檢 献獻 権權 顕顯 験驗 厳嚴 広廣 効效 恒恆
黄黃 鉱鑛礦砿 号號 国國圀囯 黒黑 砕碎 済濟 斎齋 剤劑 雑雜 参參 桟棧 蚕蠶 惨慘 賛贊 残殘 糸絲 歯齒
児兒 辞辭 湿濕溼 実實 写寫冩 釈釋 寿壽 収收 従從 渋澁澀 獣獸 縦縱 粛肅 処處 緒緖 叙敍敘 将將 称稱
渉涉 焼燒 証證 奨奬獎 条條 状狀 乗乘 浄淨 剰剩 畳疊疉 縄繩 壌壤 嬢孃 譲讓 醸釀 触觸 嘱囑 真眞 寝寢
慎愼 尽盡 図圖 粋粹 酔醉 穂穗 随隨 髄髓 枢樞 数數 瀬瀨 声聲 斉齊 静靜 窃竊 摂攝 専專 浅淺 戦戰 践踐
銭錢 潜潛 繊纖 禅禪 双雙 壮壯 争爭 荘莊 捜搜 挿插 巣巢 曽曾 痩瘦 装裝 総總 騒騷 増增 蔵藏 臓臟 即卽
属屬 続續 堕墮 対對 体體軆躰 帯帶 滞滯 台臺 滝瀧 択擇 沢澤 担擔 単單 胆膽 団團 断斷 弾彈 遅遲 痴癡
虫蟲 昼晝 鋳鑄 庁廳 徴徵 聴聽 勅敕 鎮鎭 逓遞 鉄鐵銕鉃 点點 転轉 伝傳 灯燈 当當 党黨 盗盜 稲稻 闘鬭鬪
徳德 独獨 読讀 届屆 弐貳 悩惱 脳腦 覇霸 拝拜 廃廢 売賣 麦麥 発發 髪髮 抜拔 晩晚 蛮蠻 秘祕 浜濱濵
瓶甁 払拂 仏佛 併倂 並竝 餅餠 辺邊邉 変變 弁辨瓣辯 歩步 宝寶寳 豊豐 褒襃 翻飜 毎每 万萬 満滿 麺麵麪
黙默 弥彌 訳譯 薬藥 与與 予豫 余餘 誉譽 揺搖 様樣 謡謠 来來 頼賴 乱亂 覧覽 竜龍 両兩 猟獵 緑綠 涙淚
塁壘 礼禮 励勵 戻戾 霊靈 齢齡 暦曆 歴歷 恋戀 錬鍊 炉爐 労勞 郎郞 楼樓 録錄 湾灣
"""

# 戸籍法施行規則別表第二 (kanji for names, family register law), and pairs that JIS X
# 0208 and 0213 encode twice or that names of people and places are often written with.
NAMES: Final = """
亘亙 凛凜 尭堯 巌巖 晃晄 桧檜 槙槇 祢禰 祷禱 禄祿 穣穰 萌萠 遥遙 瑶瑤 園薗 島嶋嶌 杯盃 富冨 峰峯
野埜 涼凉 高髙 崎﨑嵜碕 吉𠮷 土圡 桑桒 館舘 昇曻 柳栁 間閒 淵渕渊 藪薮 籠篭 芦蘆 船舩 舗舖 晋晉 鴎鷗
鴬鶯 鶴靏靍 頴穎 莱萊 砺礪 姫姬 頬頰 剥剝 叱𠮟 填塡 噛嚙 掴摑 蝋蠟 繋繫 箪簞 醤醬 顛顚 涜瀆 焔焰
撹攪 麹麴 蝉蟬 屏屛 并幷 靭靱 厩廐廏 賎賤 迩邇 諌諫 侠俠 竃竈 壷壺 桝枡 鯵鰺 鹸鹼 騨驒 躯軀 嘘噓
冴冱 潅灌 檮梼 濤涛 蛎蠣 鴈雁 俣俁 蒋蔣 栖棲 熙煕熈 呉吳 娯娛 税稅 説說 鋭銳 脱脫 悦悅 閲閱 教敎
産產 彦彥 青靑 清淸 没沒 強强 内內 絶絕 尚尙 戸戶 毀毁 衆眾 冊册 冗宂 姉姊 窓窗窻 糧粮 群羣 裏裡
略畧 峨峩 鵝鵞 讃讚 綿緜 橋槗 場塲 草艸 秋秌 松枩 梅楳 和咊 回囘廻 個箇 皐皋 函凾 往徃 恥耻 劫刧
氷冰 況况 決决 減减 凄淒 準凖 沖冲 憩憇 彝彜 翆翠 舎舍 曳曵 苅刈 曹曺 稟禀 蘇蘓 蕊蘂蕋 瑠璢 諡謚
"""

# Radicals that look like a kanji and have no compatibility mapping: EquivalentUnifiedIdeograph of the Unicode
# character database. Each pair is the kanji and the radical (U+2E80..2EFF).
RADICALS: Final = """
厂⺁ 乛⺂ 乚⺃ 乙⺄ 亻⺅ 冂⺆ 𠘨⺇ 刀⺈ 刂⺉ 卜⺊ 㔾⺋ 小⺌ 小⺍ 兀⺎ 尣⺏ 尢⺐ 𡯂⺑ 巳⺒ 幺⺓ 彑⺔
彐⺕ 忄⺖ 心⺗ 扌⺘ 攵⺙ 旡⺛ 日⺜ 月⺝ 歺⺞ 民⺠ 氵⺡ 氺⺢ 灬⺣ 爫⺤ 爫⺥ 丬⺦ 牛⺧ 犭⺨ 王⺩ 𤴔⺪
目⺫ 示⺬ 礻⺭ 𥫗⺮ 糹⺯ 纟⺰ 罓⺱ 罒⺲ 㓁⺳ 冗⺴ 𦉫⺵ 羊⺶ 𦍌⺷ 𦍋⺸ 耂⺹ 肀⺺ 聿⺻ 肉⺼ 𦥑⺽ 艹⺾
艹⺿ 艹⻀ 虎⻁ 衤⻂ 覀⻃ 西⻄ 见⻅ 角⻆ 𧢲⻇ 讠⻈ 贝⻉ 𧾷⻊ 车⻋ 辶⻌ 辶⻍ 辶⻎ 邑⻏ 钅⻐ 長⻑ 镸⻒
长⻓ 门⻔ 𨸏⻕ 阝⻖ 雨⻗ 青⻘ 韦⻙ 页⻚ 风⻛ 飞⻜ 食⻝ 𩙿⻞ 飠⻟ 饣⻠ 𩠐⻡ 马⻢ 骨⻣ 鬼⻤ 鱼⻥ 鸟⻦
卤⻧ 麦⻨ 黄⻩ 黾⻪ 斉⻫ 齐⻬ 歯⻭ 齿⻮ 竜⻯ 龙⻰ 龜⻱ 亀⻲
"""

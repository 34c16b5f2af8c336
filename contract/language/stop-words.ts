// The words that a question may lose without losing its meaning, by language: asking, articles, auxiliaries, greetings, thanks.

/**
 * Lists are short on purpose: words such as not, no, off, up, without, after carry meaning in a question about a product and
 * are in none of them. Written as readers write them; `rulesOf` folds them.
 */
export const STOP_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    en:
      'a am an and are as at be by can could did do does for from has have hello how i im in is it its ive me my of on or please ' +
      'should thank thanks that the there this to was what when where which who why will with would you your',
    de:
      'ich du er sie es wir ihr man mich mir mein meine meinen meinem meiner meines dein deine ihre ihren ihrem sich der die das ' +
      'den dem des ein eine einen einem einer eines und oder ist sind war bin wird werden wurde hat habe haben kann kannst können ' +
      'konnte könnte soll sollte muss wie was wo wann warum wieso weshalb welche welcher welches welchen wer im in am an auf für ' +
      'mit von vom zu zum zur bei beim als dass daß dies diese diesen dieser dieses hier da bitte danke hallo möchte will würde gibt',
    fr:
      'je j tu il elle on nous vous ils elles me m te t se s mon ma mes ton ta tes votre vos notre nos le la les l un une des du ' +
      'de d au aux à et ou où est sont suis était ai as ont avez avoir être peut peux puis pouvez dois faut faire comment que qu ' +
      'quoi quel quelle quels quelles quand pourquoi qui ce c cet cette ces cela ça en dans sur par pour avec y ne n bonjour salut ' +
      'merci svp plaît voudrais veux',
    es:
      'yo tú usted mi mis me te se lo la los las el un una unos unas de del a al y o en por para con que qué cuál cuáles quién ' +
      'cómo cuándo dónde es son está están este esta esto estos estas estoy soy fue ha he hay puedo puede pueden podría debo hacer ' +
      'hago tengo tiene quiero quisiera su sus le les hola gracias favor buenos buenas',
    pt:
      'eu você vocês me meu minha meus minhas seu sua seus suas o a os as um uma uns umas de do da dos das em no na nos nas ao aos ' +
      'à às e ou por pelo pela para pra com que qual quais quem como quando onde porque é são está estão este esta isso isto estou ' +
      'sou foi tem tenho há posso pode podem poderia devo fazer faço quero gostaria se olá oi obrigado obrigada favor',
    it:
      'io tu mi ti si ci il lo la i gli le l un uno una di del dello della dei degli delle dell d a al allo alla ai agli alle all ' +
      'da dal dalla dall in nel nella nell su sul sulla sull con per e ed o che chi cosa cos come com quando dove dov perché quale ' +
      'quali qual è sono ho ha hanno posso può possono potrei devo fare faccio c questo questa quest mio mia miei mie vorrei ' +
      'voglio ciao salve buongiorno grazie favore',
    nl:
      'ik je jij u we wij mijn me mij uw jouw zich de het een en of is zijn was ben bent heb heeft hebben kan kunnen kunt moet wat ' +
      'waar wanneer waarom hoe wie welke welk in op aan van voor met bij te ten dat dit die deze er door om naar hallo hoi dank ' +
      'bedankt alstublieft graag wil zou wordt worden doe doen',
    sv:
      'jag du vi ni man mig min mitt mina din ditt dina er era sig en ett den det de denna detta och eller är var har hade kan ' +
      'kunna ska skulle bör vill hur vad vart när varför vem vilken vilket vilka i på av för med till från som att finns hej tack ' +
      'snälla gör göra blir',
    da:
      'jeg du vi i man mig min mit mine din dit dine sig en et den det de denne dette og eller er var har havde kan kunne skal ' +
      'skulle bør vil hvordan hvad hvor hvornår hvorfor hvem hvilken hvilket hvilke på af for med til fra som at der hej tak gør gøre',
    nb:
      'jeg du vi dere man meg min mitt mine din ditt dine seg en et ei den det de denne dette og eller er var har hadde kan kunne ' +
      'skal skulle bør vil hvordan hva hvor når hvorfor hvem hvilken hvilket hvilke i på av for med til fra som å at der hei takk ' +
      'gjør gjøre',
    pl:
      'ja ty my mój moja moje mojego mojej mojemu moim moją mnie mi swój swoje swojego się jest są być był mam ma masz mogę może ' +
      'można powinien jak co gdzie kiedy dlaczego czemu kto jaki jaka jakie który która które w we na z ze do od dla przez i oraz ' +
      'lub czy a to ten ta te tego tej tym o proszę dziękuję dzięki cześć witam dobry chcę chciałbym chciałabym',
    ja: 'の は が を に へ と で も や か な ね よ て た だ です ます する ください この その どう どの どうやって 何 なぜ いつ どこ お ご',
    zh:
      '的 了 吗 呢 吧 啊 我 我的 你 你的 您 您的 是 在 和 怎么 怎样 如何 什么 为什么 哪里 哪个 请 请问 谢谢 你好 您好 可以 能 要 想 把 个 这 那 ' +
      '嗎 怎麼 怎樣 什麼 為什麼 哪裡 哪個 請 請問 謝謝 個 這',
    th: 'ผม ฉัน ดิฉัน คุณ ครับ ค่ะ คะ ที่ ของ และ หรือ คือ เป็น ได้ จะ ใน อย่างไร ยังไง อะไร ทำไม เมื่อไร ไหน ใคร ขอ กรุณา ขอบคุณ สวัสดี',
  }),
);

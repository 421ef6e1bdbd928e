import { wordSet } from './phrases.ts';

/** A language other than English, by words that are never searched: they hold sentences together, ask, or fit any case. */
export interface Language {
  readonly name: string;
  /** Some of them are English words, too. */
  readonly words: ReadonlySet<string>;
}

/** Folded, as the words of a question are. */
export const LANGUAGES: readonly Language[] = [
  {
    name: 'German',
    words: wordSet(
      'aber alle allem allen aller alles als auch auf aus bei beim bitte bis dann das dass dem den denn der des dich dies diese diesem',
      'diesen dieser dieses doch dort durch ein eine einem einen einer eines einige er es fur fall falle fallen falls falle gab geben gegen',
      'geht gerade gewesen gezeigt gibt haben hat hatte hatten haufig haufige haufigen haufigsten haufigste ich ihr ihre ihren im immer ist ja',
      'jede jeder jedes jetzt kann kannst keine keinen kein konnen kunden kommt kommen letzte letzten letzter letztes letztem mach machen mehr mein meine',
      'meisten meiste mir mit monat monate monaten monats muss nach nicht noch nur ob oder ohne probleme problem problemen quartal quartals schon sehr seit sich sie',
      'sind sollen sollten sollte sollen tag tage tagen uber uberblick um und uns unser unsere unseren unserer unter ursache ursachen viel viele vielen vom von',
      'vor wann warum weil welche welchem welchen welcher welches wenn wer werden wie wieder wieviel wieviele wir wird wo woche wochen wodurch wurde wurden zeig',
      'großte großten großter grosste grossten wichtig wichtige meist hauptproblem hauptprobleme zeige zeigen zu zum zur zuerst zusammenfassung zwischen jahr jahre jahren heute gestern diesen dieser wichtigsten wichtigste konten konto dienst dienste',
      'diensten anfragen tickets supportfalle passiert geandert verandert am',
      'die was war hat in an am man so also wo des bin du da fast gab mag not rat',
    ),
  },
  {
    name: 'French',
    words: wordSet(
      'ai alors au aux avec avez avons cas ce cela ces cet cette chaque combien comme comment dans depuis des dernier derniere derniers dernieres dois',
      'doit donc du elle elles en entre est et etaient etait ete etre eu faire fait faut font frequents frequent ici il ils je jour jours la le les leur leurs lors',
      'mais mes moi mois montre montrez nos notre nous ont ou par parce pas pendant peut plus plupart pour pourquoi premier presque principaux principales principal probleme problemes qu quand que quel quelle',
      'quelles quels qui quoi reviennent revient sa sans semaine semaines ses si sommes son sont sur ta tes toujours tous tout toute toutes trimestre tres un une va vers vos votre vous y annee annees',
      'grands grand gros plupart frequente frequentes compte comptes donnez donne resume incidents aujourd hui hier passe passee ouvert ouverts',
      'on me a as of the son sans comment plus pour main or',
    ),
  },
  {
    name: 'Spanish',
    words: wordSet(
      'al algo ante antes aqui asi aun caso casos como con cual cuales cuando cuanta cuantas cuanto cuantos cuenta cuentas de del desde donde dos durante el ella ellas ellos en',
      'entre era eran es esa esas ese eso esos esta estan estas este esto estos fue fueron ha haber habia han hasta hay hubo la las lo los mas me mes meses mi',
      'mis mostrar muestra muestrame muy nos nosotros nuestra nuestras nuestro nuestros otra otro para pero por porque principal principales problema problemas puede que quien se semana semanas ser',
      'servicio servicios si sin sobre son su sus tambien tan tiene tienen toda todas todo todos trimestre tuvo tuvieron un una unas uno unos ultima ultimas ultimo ultimos y ya ano anos dia dias hoy ayer pasada pasado resumen frecuentes mayoria cambiado',
      'a no son dos me has come',
    ),
  },
  {
    name: 'Portuguese',
    words: wordSet(
      'ao aos aqui as ate casos caso com como da das de dela dele depois desde do dos e ela elas ele eles em entre era essa essas esse esses esta estamos estao estas este estes eu foi',
      'foram ha isso isto ja la mais mas mes meses meu meus minha minhas mostre muito na nao nas nem no nos nossa nossas nosso nossos num numa o os ou para pela pelas pelo pelos por porque principais principal problema problemas qual',
      'quais quando quantas quantos que quem se sem semana semanas ser servico servicos seu seus sao so sobre sua suas tambem tem tiveram teve todas todos trimestre um uma umas uns voce ultima ultimas ultimo ultimos ano anos dia dias hoje ontem passada passado conta contas resumo frequentes mudou',
      'as do no a has mas so',
    ),
  },
  {
    name: 'Italian',
    words: wordSet(
      'ai al alla alle allo anche casi caso che chi ci come con cosa cui da dai dal dalla dalle degli dei del della delle dello di dove e ed era erano gli ha hanno il in io la le lei lo loro ma mese mesi mi mostra mostrami',
      'nei nel nella nelle noi non nostra nostre nostri nostro o ogni per perche piu principale principali problema problemi qual quale quali quando quanta quante quanti quanto questa queste questi questo se sei senza sono',
      'stata state stati stato su sua sue sugli sul sulla sulle suo suoi trimestre tra tutte tutti tutto ultima ultime ultimi ultimo un una uno settimana settimane anno anni giorno giorni oggi ieri scorsa scorso servizi servizio conto riepilogo frequenti cambiato',
      'in come per due a state son',
    ),
  },
];

/**
 * Parts of words in Japanese and Chinese that are never searched, the longest first: times, ways to ask, and what any case could be
 * described with. Hiragana are not searched at all: they are the grammar of Japanese.
 */
export const UNSPACED_PARTS: readonly string[] =
  'サポートケース インシデント アカウント サービス ケース トラブル 問い合わせ 主要 主な 最近 最新 最大 最多 最重要 最 先月 先週 今月 今週 今年 去年 昨年 今日 昨日 前月 先日 四半期 期間 一覧 要約 概要 件数 件 問題 課題 事例 事象 原因 理由 根本 傾向 変化 変更 影響 深刻 重大 緊急 重要 頻繁 多 何 誰 発生 関連 我々 弊社 的 上个月 这个月 本月 上周 本周 今年 去年 最近 哪些 什么 怎么 为什么 多少 如何 哪个 请问 问题 案例 案件 事件 服务 账户 帐户 账号 我们 你们 有 是 的 了 吗 呢 发生 出现 最多 最 显示 总结 主要 常见 原因 严重 紧急 上個月 這個月 問題 服務 帳戶 我們'
    .split(' ')
    .sort((one, other) => other.length - one.length);

/** Beginnings of Korean words that are never searched; their endings vary. */
export const KOREAN_STEMS: readonly string[] =
  '지난달 지난주 이번 지난 최근 오늘 어제 무엇 어떤 어느 왜 얼마나 몇 누가 언제 어디 어떻게 문제 사례 케이스 이슈 서비스 계정 원인 이유 가장 많 우리 저희 보여 알려 주세요 있 없 대한 대해 관한 발생 심각 긴급 중요 요약 주요 반복'.split(
    ' ',
  );

/** Scripts whose words no list here knows. */
export const OTHER_SCRIPT =
  /^[^\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{N}]+$/u;

// What the launcher says before and without the app, by language: its word, that nothing came, try again, close.

/**
 * The same words as in the packs (`test/contract/words/tongues/launcher-words.test.ts` holds them together), once more, since
 * every page loads them before anybody asked for help: in one text each, parted by lines, which takes the fewest bytes.
 */
export const LAUNCHER_WORDS: Readonly<Record<string, string>> = {
  en: 'Help|This could not be loaded.|Try again|Close',
  de: 'Hilfe|Das konnte nicht geladen werden.|Noch einmal versuchen|Schließen',
  nl: 'Hulp|Dit kon niet worden geladen.|Opnieuw proberen|Sluiten',
  fr: 'Aide|Ceci n’a pas pu être chargé.|Réessayer|Fermer',
  es: 'Ayuda|No se ha podido cargar.|Reintentar|Cerrar',
  pt: 'Ajuda|Não foi possível carregar.|Tentar de novo|Fechar',
  it: 'Aiuto|Caricamento non riuscito.|Riprova|Chiudi',
  pl: 'Pomoc|Nie udało się tego wczytać.|Spróbuj ponownie|Zamknij',
  tr: 'Yardım|Bu yüklenemedi.|Yeniden dene|Kapat',
  ar: 'المساعدة|تعذر تحميل هذا.|حاول مرة أخرى|إغلاق',
  ja: 'ヘルプ|読み込めませんでした。|もう一度試す|閉じる',
  zh: '帮助|无法加载。|重试|关闭',
};

package com.xenlixai.scan.analyze.check.links;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Texts that fit any link, in the languages of Lighthouse's list and some more.
final class GenericTexts {

    private static final int LONGEST = 30;
    private static final int KINDS_MASK = (1 << 12) - 1;

    /// What a small letter has and its capital has not.
    private static final int CASE = 'a' - 'A';

    /// The only letter whose small form is longer than itself.
    private static final char DOTTED_I = '\u0130';

    private static final Set<String> TEXTS =
            Stream.of(
                            "click here|click this|go|here|information|learn more|more|more info|more information|right here|read more|see more|start|this|continue|details|link|website",
                            "aquí|aqui|click aquí|click aqui|clicka aquí|clicka aqui|pincha aqui|más|mas|más información|más informacion|mas información|mas informacion|este|enlace|este enlace|empezar|haz clic aquí|haga clic aquí|pincha aquí|leer más|ver más|saber más|clic aquí|seguir leyendo|continuar",
                            "hier|siehe|dies|das|mehr|mehr erfahren|klicke hier|klick hier|hier klicken|weiterlesen|weiter|weitere informationen|mehr lesen|mehr infos|details",
                            "ここをクリック|こちらをクリック|リンク|続きを読む|続く|全文表示|詳細|詳しくはこちら|もっと見る|こちら|ここ",
                            "clique aqui|clica aqui|ir|aqui|mais informação|mais informações|mais|veja mais|leia mais|saiba mais|saber mais|ler mais|ver mais|continuar",
                            "여기|여기를 클릭|클릭|링크|자세히|자세히 보기|더 보기|계속|이동|전체 보기",
                            "här|klicka här|läs mer|mer|mer info|mer information|fortsätt|se mer",
                            "இங்கே|மேலும்|மேலும் படிக்க|தொடர்க|மேலும் அறிக|மேலும் தகவலுக்கு|மேலும் தரவுகளுக்கு|அடுத்த பக்கம்|முந்தைய பக்கம்|மறுபக்கம்|முன்பக்கம்|இங்கே கிளிக் செய்யவும்|தயவுசெய்து இங்கே அழுத்தவும்",
                            "اینجا|اینجا بزنید|بیشتر بدانید|اطلاعات بیشتر|اطلاعات|این|برو|شروع|بیشتر|ادامه مطلب|بیشتر بخوانید|کلیک کنید|اینجا کلیک کنید|مطالعه بیشتر",
                            "cliquez ici|ici|en savoir plus|lire la suite|plus|plus d'infos|plus d'informations|voir plus|lire plus|suite|détails",
                            "clicca qui|qui|scopri di più|leggi di più|leggi tutto|continua|altro|maggiori informazioni|di più|approfondisci",
                            "klik hier|hier|lees meer|meer|meer informatie|meer info|verder|lees verder|bekijk meer",
                            "kliknij tutaj|tutaj|więcej|czytaj więcej|dowiedz się więcej|zobacz więcej|czytaj dalej|dalej|szczegóły",
                            "нажмите здесь|здесь|тут|подробнее|читать далее|далее|узнать больше|ещё|больше|читать полностью|подробности",
                            "点击这里|点击|更多|了解更多|查看更多|阅读更多|阅读全文|详情|这里|查看详情")
                    .flatMap(line -> Arrays.stream(line.split("\\|")))
                    .collect(Collectors.toUnmodifiableSet());

    /// By {@link #kind}.
    private static final BitSet KINDS = new BitSet();

    static {
        for (String text : TEXTS) {
            KINDS.set(kind(text));
        }
    }

    private GenericTexts() {}

    static boolean isGeneric(String text) {
        if (text.length() > LONGEST || isPlain(text) && !KINDS.get(kind(text))) {
            return false;
        }
        String plain = text.toLowerCase(Locale.ROOT).strip();
        int end = plain.length();
        while (end > 0 && ".…!>»›→ \u00A0".indexOf(plain.charAt(end - 1)) >= 0) {
            end--;
        }
        return TEXTS.contains(plain.substring(0, end));
    }

    /// Whether nothing is left out at its ends, and its letters have a small form each.
    private static boolean isPlain(String text) {
        return !text.isEmpty()
                && isLetter(text.charAt(0))
                && isLetter(text.charAt(text.length() - 1))
                && text.indexOf(DOTTED_I) < 0;
    }

    private static boolean isLetter(char c) {
        return (c | CASE) >= 'a' && (c | CASE) <= 'z';
    }

    /// By its ends and its length, which rules most texts out.
    private static int kind(String text) {
        int first = text.charAt(0) | CASE;
        int last = text.charAt(text.length() - 1) | CASE;
        return (first * 31 + last) * 31 + text.length() & KINDS_MASK;
    }
}

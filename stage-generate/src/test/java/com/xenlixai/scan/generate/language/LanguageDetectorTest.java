package com.xenlixai.scan.generate.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageDetectorTest {

    private final LanguageDetector detector = new LanguageDetector();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    en|The water should not be too hot, because it is what makes the tea bitter and spoils it.
                    de|Das Wasser darf nicht zu heiß sein, denn sonst wird der Tee bitter und schmeckt nicht mehr.
                    fr|L'eau ne doit pas être trop chaude, car c'est ce qui rend le thé amer et le gâche.
                    es|El agua no debe estar demasiado caliente, porque es lo que hace que el té sea amargo.
                    it|L'acqua non deve essere troppo calda, perché è quello che rende il tè amaro e lo rovina.
                    pt|A água não deve estar muito quente, porque é isso que deixa o chá amargo e o estraga.
                    nl|Het water mag niet te heet zijn, want dat is wat de thee bitter maakt en het bederft.
                    sv|Vattnet får inte vara för varmt, eftersom det är det som gör att teet blir beskt.
                    pl|Woda nie może być zbyt gorąca, bo to jest to, co sprawia, że herbata jest gorzka.
                    ru|Вода не должна быть слишком горячей, потому что из-за этого чай становится горьким.
                    uk|Вода не повинна бути дуже гарячою, тому що через це чай стає гірким і не смачним.
                    el|Το νερό δεν πρέπει να είναι πολύ ζεστό, γιατί αυτό κάνει το τσάι πικρό.
                    ja|お湯が熱すぎるとお茶が苦くなります。
                    zh|水温过高会使绿茶变苦。
                    ko|물이 너무 뜨거우면 차가 쓴맛이 납니다.
                    th|น้ำไม่ควรร้อนเกินไป
                    ar|يجب ألا يكون الماء ساخنا جدا لأن هذا ما يجعل الشاي مرا في كل مرة
                    hi|पानी बहुत गर्म नहीं होना चाहिए क्योंकि यह चाय को कड़वा बनाता है
                    """)
    void tellsTheLanguageOfASentence(String code, String sentence) {
        assertThat(detector.detect(sentence).map(Language::code)).contains(code);
    }

    @Test
    void numbersAndNamesAreNoLanguage() {
        assertThat(detector.detect("12 34 56")).isEmpty();
        assertThat(detector.detect("")).isEmpty();
        assertThat(detector.detect("Kafka PostgreSQL Kubernetes Grafana")).isEmpty();
    }

    @Test
    void regionsAndNorwegianFormsLeadToTheLanguage() {
        assertThat(Languages.of("pt-BR").map(Language::code)).contains("pt");
        assertThat(Languages.of("nb").map(Language::code)).contains("no");
        assertThat(Languages.of("tlh")).isEmpty();
    }

    @Test
    void stemmersJoinTheFormsOfAWord() {
        Language english = Languages.of("en").orElseThrow();
        assertThat(english.stemmer().apply("brewing")).isEqualTo(english.stemmer().apply("brewed"));
    }
}

package com.xenlixai.scan.analyze.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.analyze.decode.PageText.Source;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextDecoderTest {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    @Test
    void theHeaderWinsOverTheMetaAndBothAreRemembered() {
        byte[] bytes = "<meta charset=windows-1252><p>Café".getBytes(WINDOWS_1252);
        PageText text = TextDecoder.decode(bytes, "text/html; charset=utf-8");
        assertThat(text.text()).contains("Caf\uFFFD");
        assertThat(text.source()).isEqualTo(Source.HEADER);
        assertThat(text.declarations()).hasSize(2);
    }

    @Test
    void undeclaredLatinIsWindows1252() {
        PageText text = TextDecoder.decode("<p>Café “menu”".getBytes(WINDOWS_1252), "text/html");
        assertThat(text.text()).isEqualTo("<p>Café “menu”");
        assertThat(text.source()).isEqualTo(Source.DEFAULT);
    }

    @Test
    void undeclaredUtf8IsSeen() {
        PageText text = TextDecoder.decode("<p>Café".getBytes(StandardCharsets.UTF_8), null);
        assertThat(text.text()).isEqualTo("<p>Café");
        assertThat(text.source()).isEqualTo(Source.DETECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "iso-8859-1, windows-1252",
        "latin1, windows-1252",
        "us-ascii, windows-1252",
        "iso-8859-9, windows-1254",
        "gb2312, GBK",
        "ks_c_5601-1987, EUC-KR",
        "shift_jis, Shift_JIS",
        "x-sjis, Shift_JIS",
        "utf8, UTF-8",
        "' UTF-8 ', UTF-8",
        "utf-16, UTF-8"
    })
    void labelsInAMetaMeanWhatTheWebMeans(String label, String encoding) {
        byte[] bytes =
                ("<meta charset=\"" + label + "\"><title>Tents</title>")
                        .getBytes(StandardCharsets.US_ASCII);
        PageText text = TextDecoder.decode(bytes, "text/html");
        assertThat(text.encoding()).isEqualTo(encoding);
        assertThat(text.text()).contains("<title>Tents</title>");
    }

    @Test
    void quotesOfWindowsSurviveALatin1Label() {
        byte[] bytes = "<meta charset=iso-8859-1>“x”".getBytes(WINDOWS_1252);
        assertThat(TextDecoder.decode(bytes, null).text()).endsWith("“x”");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html; charset=foo-bar",
                "text/html; charset=; bad name",
                "text/html; charset=\"",
                "text/html;charset"
            })
    void anUnknownLabelInTheHeaderIsPassedOver(String contentType) {
        PageText text =
                TextDecoder.decode(
                        "<meta charset=utf-8>é".getBytes(StandardCharsets.UTF_8), contentType);
        assertThat(text.source()).isEqualTo(Source.META);
        assertThat(text.text()).endsWith("é");
    }

    @Test
    void aQuotedLabelCounts() {
        PageText text =
                TextDecoder.decode(
                        "é".getBytes(WINDOWS_1252), "text/html; Charset=\"windows-1252\"; x=y");
        assertThat(text.text()).isEqualTo("é");
    }

    @ParameterizedTest
    @CsvSource({"900, META", "1500, DETECTED", "6000, DETECTED"})
    void aMetaCountsInTheFirstKilobyteOnly(int offset, Source source) {
        String page = "<!--" + "x".repeat(offset - 7) + "--><meta charset=utf-8>é";
        assertThat(TextDecoder.decode(page.getBytes(StandardCharsets.UTF_8), null).source())
                .isEqualTo(source);
    }

    @Test
    void aDeclarationInACommentOrInAnAttributeIsNone() {
        String page =
                "<!-- <meta charset=koi8-r> --><a title=\"<meta charset=koi8-r>\"><meta charset=utf-8>";
        assertThat(TextDecoder.decode(page.getBytes(StandardCharsets.UTF_8), null).encoding())
                .isEqualTo("UTF-8");
    }

    @Test
    void anHttpEquivCountsWithBothItsParts() {
        assertThat(encodingOf("<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>"))
                .isEqualTo("KOI8-R");
        assertThat(encodingOf("<meta content='text/html; charset=koi8-r'>")).isEqualTo("UTF-8");
    }

    private static String encodingOf(String page) {
        return TextDecoder.decode(page.getBytes(StandardCharsets.UTF_8), null).encoding();
    }

    @Test
    void aByteOrderMarkWinsOverEverything() {
        byte[] utf8 = "\uFEFF<meta charset=koi8-r>é".getBytes(StandardCharsets.UTF_8);
        assertThat(TextDecoder.decode(utf8, "text/html; charset=windows-1251").text())
                .isEqualTo("<meta charset=koi8-r>é");
        byte[] utf16 =
                concat(
                        new byte[] {(byte) 0xFF, (byte) 0xFE},
                        "<p>é".getBytes(StandardCharsets.UTF_16LE));
        PageText text = TextDecoder.decode(utf16, "text/html; charset=utf-8");
        assertThat(text.text()).isEqualTo("<p>é");
        assertThat(text.source()).isEqualTo(Source.BOM);
    }

    @Test
    void anUndeclaredJapanesePageIsReadByItsLanguage() {
        byte[] bytes = "<html lang=\"ja\"><p>テントと寝袋".getBytes(Charset.forName("windows-31j"));
        assertThat(TextDecoder.decode(bytes, null).text()).endsWith("テントと寝袋");
    }

    @Test
    void neverThrowsAndAlwaysGivesTheSame() {
        Random random = new Random(29);
        @Nullable String[] types = {
            null,
            "text/html; charset=utf-8",
            "text/html; charset=utf-16le",
            "text/html; charset=iso-2022-jp"
        };
        for (int round = 0; round < 400; round++) {
            byte[] bytes = new byte[random.nextInt(4_000)];
            random.nextBytes(bytes);
            String type = types[round % types.length];
            assertThat(TextDecoder.decode(bytes, type)).isEqualTo(TextDecoder.decode(bytes, type));
        }
        assertThat(TextDecoder.decode(new byte[1 << 20], null).text()).hasSize(1 << 20);
        assertThat(TextDecoder.decode(new byte[0], null).text()).isEmpty();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }
}

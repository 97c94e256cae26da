package com.xenlixai.scan.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "\0",
                "\uFF1D1",
                "\uFF0B1",
                "\uFF0D1",
                "\uFF201"
            })
    void whatASpreadsheetWouldRunIsText(String cell) {
        assertThat(CsvRow.quoted(cell)).isEqualTo("\"'" + cell + "\"");
    }

    @Test
    void quotesAreDoubled() {
        assertThat(CsvRow.quoted("a \"b\", c\n")).isEqualTo("\"a \"\"b\"\", c\n\"");
        assertThat(CsvRow.quoted("")).isEqualTo("\"\"");
    }
}

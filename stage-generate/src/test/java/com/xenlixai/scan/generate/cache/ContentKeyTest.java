package com.xenlixai.scan.generate.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContentKeyTest {

    @Test
    void keysTellPartsApart() {
        assertThat(new ContentKey().with("ab").with("c").hex())
                .isNotEqualTo(new ContentKey().with("a").with("bc").hex())
                .isEqualTo(new ContentKey().with("ab").with("c").hex())
                .hasSize(64);
    }
}

package com.xenlixai.scan.runtime.cache;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Texts as bytes behind a mark, so that other bytes are told from them.
final class TextForm implements CacheForm<String> {

    @Override
    public byte[] write(String value) {
        return ("text:" + value).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<String> read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith("text:") ? Optional.of(text.substring(5)) : Optional.empty();
    }
}

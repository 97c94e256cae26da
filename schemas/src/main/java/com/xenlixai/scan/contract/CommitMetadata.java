package com.xenlixai.scan.contract;

import java.util.Base64;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// What a stage writes beside a committed offset. The committed offset is the first record that is
/// not finished; records beyond it may be, and whoever takes the partition over need not run them
/// again. Lag less `finished` is the work that is really left. Fits the broker's 4096 bytes up to
/// 24,000 offsets past the committed one.
///
/// @param finished bit i stands for the committed offset + i; bit 0 is never set
/// @param held whether the stage holds this partition back because the next stage lags
public record CommitMetadata(BitSet finished, boolean held) {

    private static final String MARKER = "x1";
    private static final String HELD = "h";

    public CommitMetadata {
        finished = (BitSet) finished.clone();
    }

    @Override
    public BitSet finished() {
        return (BitSet) finished.clone();
    }

    /// Nothing finished ahead, nothing held back.
    public static CommitMetadata none() {
        return new CommitMetadata(new BitSet(), false);
    }

    /// The metadata as a string; empty when there is nothing to say.
    public String encode() {
        if (finished.isEmpty() && !held) {
            return "";
        }
        String bits = Base64.getEncoder().withoutPadding().encodeToString(finished.toByteArray());
        return MARKER + (held ? HELD : "") + ":" + bits;
    }

    /// Reads what {@link #encode} wrote; anything else, such as another tool's commit, says nothing.
    public static CommitMetadata decode(@Nullable String metadata) {
        if (metadata == null || !metadata.startsWith(MARKER)) {
            return none();
        }
        int colon = metadata.indexOf(':');
        if (colon < 0) {
            return none();
        }
        boolean held = metadata.substring(MARKER.length(), colon).equals(HELD);
        try {
            byte[] bits = Base64.getDecoder().decode(metadata.substring(colon + 1));
            return new CommitMetadata(BitSet.valueOf(bits), held);
        } catch (IllegalArgumentException notBase64) {
            return none();
        }
    }
}

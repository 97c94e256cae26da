package com.xenlixai.scan.bench.cluster;

/// A JVM to look at: each byte on its input has it take 32 MiB, or let them go again, and one byte on
/// its output says that it has.
final class HeapHolder {

    static final int MEBIBYTES = 32;

    private HeapHolder() {}

    public static void main(String[] arguments) throws Exception {
        byte[][] kept = new byte[0][];
        while (System.in.read() >= 0) {
            kept = kept.length == 0 ? new byte[MEBIBYTES][1 << 20] : new byte[0][];
            System.out.write(kept.length);
            System.out.flush();
        }
    }
}

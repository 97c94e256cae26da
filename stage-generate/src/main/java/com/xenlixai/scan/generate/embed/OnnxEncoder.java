package com.xenlixai.scan.generate.embed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/// A sentence-transformers encoder on ONNX Runtime: at most 256 tokens, mean over them, length 1.
/// One session and so one copy of the weights serves all threads; each run uses one thread of its
/// own, and at most `workers` run at once.
public final class OnnxEncoder implements TextEncoder, AutoCloseable {

    private static final int MOST_TOKENS = 256;
    private static final int BATCH = 64;

    /// Tokens of a batch, padding included; bounds the memory of one run.
    private static final int BATCH_TOKENS = 8_192;

    private final WordPiece tokens;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Semaphore workers;
    private final String fingerprint;

    private OnnxEncoder(ModelFiles files, int workers) {
        this.tokens = new WordPiece(files.vocabulary());
        this.workers = new Semaphore(workers);
        this.fingerprint = sha256(files.weights());
        this.environment = OrtEnvironment.getEnvironment();
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            this.session = environment.createSession(files.weights(), options);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot load " + files.name(), e);
        }
    }

    /// The model in that folder.
    ///
    /// @throws IllegalStateException when it is not there or cannot be loaded
    public static OnnxEncoder in(Path folder, int workers) {
        return new OnnxEncoder(ModelFiles.in(folder), workers);
    }

    /// The model of LangChain4j's artifact, empty when that is not on the class path.
    public static Optional<OnnxEncoder> onClassPath(int workers) {
        return ModelFiles.onClassPath().map(files -> new OnnxEncoder(files, workers));
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public List<float[]> encode(List<String> texts) {
        List<int[]> ids = texts.stream().map(text -> tokens.ids(text, MOST_TOKENS)).toList();
        // Texts of like length share a batch, so that little is padded.
        List<Integer> order =
                IntStream.range(0, texts.size())
                        .boxed()
                        .sorted(Comparator.comparingInt(i -> ids.get(i).length))
                        .toList();
        float[][] vectors = new float[texts.size()][];
        int from = 0;
        while (from < order.size()) {
            int to = batchEnd(order, ids, from);
            List<Integer> batch = order.subList(from, to);
            float[][] encoded = run(batch.stream().map(ids::get).toList());
            for (int i = 0; i < encoded.length; i++) {
                vectors[batch.get(i)] = encoded[i];
            }
            from = to;
        }
        return List.of(vectors);
    }

    private static int batchEnd(List<Integer> order, List<int[]> ids, int from) {
        int to = from + 1;
        while (to < order.size()
                && to - from < BATCH
                && ids.get(order.get(to)).length * (to - from + 1) <= BATCH_TOKENS) {
            to++;
        }
        return to;
    }

    private float[][] run(List<int[]> batch) {
        int width = batch.stream().mapToInt(ids -> ids.length).max().orElse(0);
        long[] input = new long[batch.size() * width];
        long[] mask = new long[input.length];
        for (int row = 0; row < batch.size(); row++) {
            int[] ids = batch.get(row);
            for (int i = 0; i < ids.length; i++) {
                input[row * width + i] = ids[i];
                mask[row * width + i] = 1;
            }
        }
        workers.acquireUninterruptibly();
        try {
            return pooled(input, mask, batch.size(), width);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed", e);
        } finally {
            workers.release();
        }
    }

    private float[][] pooled(long[] input, long[] mask, int rows, int width) throws OrtException {
        long[] shape = {rows, width};
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try (var ids = OnnxTensor.createTensor(environment, LongBuffer.wrap(input), shape);
                var attention = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
                var types =
                        OnnxTensor.createTensor(
                                environment, LongBuffer.wrap(new long[input.length]), shape)) {
            tensors.put("input_ids", ids);
            tensors.put("attention_mask", attention);
            if (session.getInputNames().contains("token_type_ids")) {
                tensors.put("token_type_ids", types);
            }
            try (OrtSession.Result result = session.run(tensors)) {
                return meanOf((float[][][]) result.get(0).getValue(), mask, width);
            }
        }
    }

    private static float[][] meanOf(float[][][] states, long[] mask, int width) {
        var vectors = new ArrayList<float[]>();
        for (int row = 0; row < states.length; row++) {
            float[] mean = new float[states[row][0].length];
            for (int i = 0; i < width; i++) {
                if (mask[row * width + i] == 1) {
                    for (int d = 0; d < mean.length; d++) {
                        mean[d] += states[row][i][d];
                    }
                }
            }
            vectors.add(unit(mean));
        }
        return vectors.toArray(new float[0][]);
    }

    private static float[] unit(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        float length = (float) Math.sqrt(sum);
        for (int i = 0; length > 0 && i < vector.length; i++) {
            vector[i] /= length;
        }
        return vector;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed to close", e);
        }
    }
}

package com.xenlixai.scan.local.cli;

import com.xenlixai.scan.local.client.GatewayClient;
import com.xenlixai.scan.local.pipeline.LocalPipeline;

/// A client, and what was started for it.
///
/// @param client talks to the gateway
/// @param pipeline ends with the session; does nothing where the gateway was already there
record Session(GatewayClient client, Started pipeline) implements AutoCloseable {

    /// Something to end.
    interface Started {
        void stop();
    }

    Session(GatewayClient client, LocalPipeline pipeline) {
        this(client, (Started) pipeline::close);
    }

    @Override
    public void close() {
        client.close();
        pipeline.stop();
    }
}

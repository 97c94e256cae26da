package com.xenlixai.scan.gateway.job;

import org.apache.kafka.streams.Topology;

/// Something that another feature keeps in the same Kafka Streams application.
public interface TopologyPart {

    /// Adds it, under names of its own.
    void addTo(Topology topology);
}

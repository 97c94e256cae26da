package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.TopicSpec;
import org.apache.avro.specific.SpecificRecord;

/// One record for another topic.
///
/// @param topic where it goes
/// @param key the record key
/// @param event the record
public record Output(TopicSpec topic, String key, SpecificRecord event) {}

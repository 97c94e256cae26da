package com.xenlixai.scan.runtime;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/// Wires the engine around a {@link StageDefinition} bean and a {@link Step} bean. Stages import
/// it by name; nothing is found by scanning.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({KafkaSettings.class, StageSettings.class})
public class StageRuntimeConfiguration {}

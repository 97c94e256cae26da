package com.xenlixai.scan.gateway.report;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Whether full reports are sold.
///
/// @param required true when a full report can be read only after it was unlocked, or by a caller
///     whose plan has it
@ConfigurationProperties("xenlix.unlock")
record UnlockSettings(@DefaultValue("false") boolean required) {}

package com.xenlixai.scan.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.logging.logback.WhitespaceThrowableProxyConverter;
import org.springframework.core.io.ClassPathResource;

class LinePatternTest {

    private static final String FORGED = "2026-11-28T12:00:00.000Z ERROR [] [] forged : paid";

    private final LoggerContext context = new LoggerContext();
    private final PatternLayout layout = layout();

    @Test
    void otherPeoplesTextDoesNotLookLikeALineOfOurs() {
        String line =
                written("asked for http://a.example/\r\n" + FORGED + "\u2028\u0085\u001b[2J", null);
        assertThat(line.lines()).hasSize(1);
        assertThat(line).contains("a.example").endsWith(System.lineSeparator());
        assertThat(line.strip().chars()).noneMatch(Character::isISOControl);
    }

    @Test
    void theTextOfAnExceptionIsSetOff() {
        String text = written("failed", new IllegalStateException("bad\n" + FORGED));
        assertThat(text.lines().skip(1).filter(line -> !line.isEmpty()))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("  | "));
    }

    @Test
    void everyLineNamesItsScanAndItsTrace() {
        LoggingEvent event = event("done", null);
        event.setMDCPropertyMap(Map.of("scanId", "scan-1", "traceId", "4bf92f35"));
        assertThat(layout.doLayout(event)).contains("[scan-1] [4bf92f35]");
    }

    private String written(String message, @Nullable Throwable failure) {
        LoggingEvent event = event(message, failure);
        event.setMDCPropertyMap(Map.of());
        return layout.doLayout(event);
    }

    private LoggingEvent event(String message, @Nullable Throwable failure) {
        return new LoggingEvent(
                "", context.getLogger("a.B"), Level.INFO, "{}", failure, new Object[] {message});
    }

    private PatternLayout layout() {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("gateway.yml"));
        String pattern =
                Objects.requireNonNull(yaml.getObject()).getProperty("logging.pattern.console");
        var made = new PatternLayout();
        made.setContext(context);
        made.getInstanceConverterMap().put("wEx", WhitespaceThrowableProxyConverter::new);
        made.setPattern(Objects.requireNonNull(pattern));
        made.start();
        return made;
    }
}

package com.xenlixai.scan.gateway.broker;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The settings of all Kafka clients, and the topics.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({BrokerSettings.class, TopicSettings.class})
class BrokerConfiguration {

    @Bean
    TopicCreation topicCreation(BrokerSettings broker, TopicSettings topics, Clock clock) {
        return new TopicCreation(broker, topics, clock);
    }
}

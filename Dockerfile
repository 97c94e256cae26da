# One image for each service: docker build --build-arg SERVICE=stage-crawl -t xenlix/stage-crawl .
# SERVICE is gateway, stage-crawl, stage-analyze or stage-generate.

FROM maven:3.9.11-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
# All services at once: the four images share this layer.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -q -B -ntp -DskipTests -pl gateway,stage-crawl,stage-analyze,stage-generate -am package
ARG SERVICE=gateway
# Unpacked, since nested jars start slower.
RUN cp ${SERVICE}/target/*-exec.jar /tmp/app.jar \
    && java -Djarmode=tools -jar /tmp/app.jar extract --destination /app

FROM eclipse-temurin:25.0.1_8-jre
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/xenlix xenlix
COPY --from=build /app /app
USER 10001
# In a container loopback reaches nobody. The gateway does not start like this until it is told
# whether callers need keys: XENLIX_SECURITY_API_KEYS.
ENV SERVER_ADDRESS=0.0.0.0
# The C library keeps memory apart for up to eight times as many threads as there are processors, and RocksDB's and
# Netty's memory crumbles in them.
ENV MALLOC_ARENA_MAX=2
WORKDIR /var/lib/xenlix
# What the gateway and crawl keep beside their topics; rebuilt from these when it is lost.
VOLUME /var/lib/xenlix
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=65", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "/app/app.jar"]

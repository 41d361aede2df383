# The image of Sluice: the command, a Java runtime with what it needs, and archives of loaded classes.
#   docker build -t sluice .
ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-17
ARG BASE_IMAGE=debian:bookworm-slim

FROM ${BUILD_IMAGE} AS java
RUN jlink --output /opt/java --strip-java-debug-attributes --no-header-files --no-man-pages --compress=2 \
      --include-locales=en --add-modules java.base,java.compiler,java.desktop,java.logging,java.management,\
java.naming,java.net.http,java.rmi,java.scripting,java.security.jgss,java.security.sasl,java.sql,java.xml,\
jdk.crypto.ec,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.localedata,jdk.management,jdk.management.agent,\
jdk.naming.dns,jdk.security.auth,jdk.security.jgss,jdk.unsupported,jdk.zipfs && \
    /opt/java/bin/java -Xshare:dump >/dev/null

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY . .
RUN mvn -q -B -pl cli -am -Dmaven.test.skip=true -Dspotless.check.skip=true package
RUN mkdir /opt/sluice && \
    cp -r sluice deploy/healthy cli/target/cli-[0-9]*.jar cli/target/lib /opt/sluice

FROM ${BASE_IMAGE}
COPY --from=java /opt/java /opt/java
COPY --from=build /opt/sluice /opt/sluice
ENV JAVA_HOME=/opt/java PATH=/opt/sluice:/opt/java/bin:$PATH SLUICE_DATA=/var/lib/sluice
# An archive holds for these very files at this very place. Making the first runs the whole loop.
RUN sluice version && sluice read -h >/dev/null 2>&1 && ls -l /opt/sluice/sluice-*.cds && \
    useradd --system --uid 10001 --home-dir /var/lib/sluice --create-home sluice && \
    rm -rf /tmp/* /root/.local
USER sluice
WORKDIR /var/lib/sluice
VOLUME /var/lib/sluice
EXPOSE 1790 9179
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=3 CMD ["healthy"]
ENTRYPOINT ["sluice"]
CMD ["-h"]

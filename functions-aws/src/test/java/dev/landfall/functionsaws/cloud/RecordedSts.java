package dev.landfall.functionsaws.cloud;

import dev.landfall.functionsaws.cloud.AnsweringServer.Answer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * STS that lends the same credentials to everyone and keeps what was asked, in the form of the service's own reply
 * ({@code AssumeRole}, API version 2011-06-15).
 */
public final class RecordedSts implements AutoCloseable {

    private final AnsweringServer server;

    private RecordedSts(AnsweringServer server) {
        this.server = server;
    }

    public static RecordedSts start() {
        return new RecordedSts(AnsweringServer.start(request -> new Answer(200, "text/xml", """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
                <AssumedRoleUser><AssumedRoleId>AROA:s</AssumedRoleId><Arn>arn:aws:sts::1:assumed-role/r/s</Arn></AssumedRoleUser>
                <Credentials><AccessKeyId>ASIALENT</AccessKeyId><SecretAccessKey>lent-secret</SecretAccessKey>
                <SessionToken>lent-token</SessionToken><Expiration>%s</Expiration></Credentials>
                </AssumeRoleResult></AssumeRoleResponse>
                """.formatted(Instant.now()
                .plusSeconds(Long.parseLong(fields(request.body()).getOrDefault("DurationSeconds", "900")))))));
    }

    public URI uri() {
        return server.uri();
    }

    /** Fields of the last request. */
    public Map<String, String> lastRequest() {
        return fields(server.requests().get(server.requests().size() - 1).body());
    }

    @Override
    public void close() {
        server.close();
    }

    private static Map<String, String> fields(String form) {
        var fields = new TreeMap<String, String>();
        for (String field : form.split("&")) {
            int at = field.indexOf('=');
            fields.put(field.substring(0, at), URLDecoder.decode(field.substring(at + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }
}

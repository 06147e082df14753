package dev.landfall.integration.stack;

import dev.landfall.emulators.Moto;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A stack in moto, changed through CloudFormation's own API and looked at through the APIs of what it made. */
final class MotoStack {

    /** A stack's functions run within its calls. */
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI moto;
    private final String name;

    /** @param status of the reply; the text is XML */
    record Reply(int status, String text) {

        Reply ok() {
            if (status != 200) {
                throw new AssertionError("HTTP " + status + ": " + text);
            }
            return this;
        }

        /** What stands in every element of this name that has only text. */
        List<String> all(String element) {
            var found = new ArrayList<String>();
            var matcher = Pattern.compile("<" + element + ">([^<]*)</" + element + ">")
                    .matcher(text);
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
            return found;
        }
    }

    MotoStack(Moto moto, String name) {
        this.moto = moto.uri();
        this.name = name;
    }

    Reply create(String template, Map<String, String> parameters) {
        return change("CreateStack", template, parameters);
    }

    Reply update(String template, Map<String, String> parameters) {
        return change("UpdateStack", template, parameters);
    }

    Reply delete() {
        return call("cloudformation", "2010-05-15", "DeleteStack", Map.of("StackName", name));
    }

    /** {@code CREATE_COMPLETE} and its like; of a deleted stack too. */
    String status() {
        var all = call("cloudformation", "2010-05-15", "ListStacks", Map.of()).ok();
        return all.all("StackStatus").get(all.all("StackName").indexOf(name));
    }

    /** Makes a bucket with these texts in it. */
    void bucket(String bucket, Map<String, String> texts) {
        put(
                "/" + bucket,
                "<CreateBucketConfiguration><LocationConstraint>" + AppliedTemplate.REGION
                        + "</LocationConstraint></CreateBucketConfiguration>");
        texts.forEach((key, text) -> put("/" + bucket + "/" + key, text));
    }

    private void put(String path, String body) {
        send(HttpRequest.newBuilder(moto.resolve(path))
                        .timeout(TIMEOUT)
                        .header("Authorization", authorization("s3"))
                        .PUT(BodyPublishers.ofString(body))
                        .build())
                .ok();
    }

    /** What the stack says that it made. */
    Map<String, String> outputs() {
        var described = call("cloudformation", "2010-05-15", "DescribeStacks", Map.of("StackName", name))
                .ok();
        var keys = described.all("OutputKey");
        var values = described.all("OutputValue");
        var outputs = new LinkedHashMap<String, String>();
        for (int i = 0; i < keys.size(); i++) {
            outputs.put(keys.get(i), values.get(i));
        }
        return outputs;
    }

    /** A call of a service whose requests are forms. */
    Reply call(String service, String version, String action, Map<String, String> fields) {
        var form = new LinkedHashMap<>(fields);
        form.put("Action", action);
        form.put("Version", version);
        var body = new ArrayList<String>();
        form.forEach((key, value) -> body.add(key + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return send(request(service)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(String.join("&", body)))
                .build());
    }

    /** A call of a service whose requests are JSON. */
    Reply call(String service, String target, String json) {
        return send(request(service)
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", target)
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    private Reply change(String action, String template, Map<String, String> parameters) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("StackName", name);
        fields.put("TemplateBody", template);
        fields.put("Capabilities.member.1", "CAPABILITY_NAMED_IAM");
        int number = 1;
        for (var parameter : parameters.entrySet()) {
            fields.put("Parameters.member." + number + ".ParameterKey", parameter.getKey());
            fields.put("Parameters.member." + number + ".ParameterValue", parameter.getValue());
            number++;
        }
        return call("cloudformation", "2010-05-15", action, fields);
    }

    private HttpRequest.Builder request(String service) {
        return HttpRequest.newBuilder(moto.resolve("/"))
                .timeout(TIMEOUT)
                .header("Authorization", authorization(service));
    }

    private static String authorization(String service) {
        return "AWS4-HMAC-SHA256 Credential=test/20260101/" + AppliedTemplate.REGION + "/" + service
                + "/aws4_request, SignedHeaders=host, Signature=00";
    }

    private static Reply send(HttpRequest request) {
        try {
            var response = CLIENT.send(request, BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new AssertionError("moto did not answer.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted.", e);
        }
    }
}

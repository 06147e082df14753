package dev.landfall.controlplane.secretaccess;

import dev.landfall.protocol.job.SecretRef;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Rewrites the references in a job's values to the form of the wire and remembers them. One job, one object. */
public final class SecretRefs {

    private final SecretScope scope;
    private final Set<SecretRef> found = new LinkedHashSet<>();

    public SecretRefs(SecretScope scope) {
        this.scope = scope;
    }

    /**
     * @throws dev.landfall.protocol.error.LandfallException FORBIDDEN when a reference is out of reach
     */
    public String inText(String text) {
        var matcher = SecretRef.IN_TEXT.matcher(text);
        var rewritten = new StringBuilder();
        while (matcher.find()) {
            var ref = use(new SecretRef(matcher.group(1), matcher.group(2)));
            matcher.appendReplacement(rewritten, Matcher.quoteReplacement(ref.inText()));
        }
        return matcher.appendTail(rewritten).toString();
    }

    public Map<String, String> inTexts(Map<String, String> values) {
        var rewritten = new LinkedHashMap<String, String>();
        values.forEach((name, value) -> rewritten.put(name, inText(value)));
        return rewritten;
    }

    /** Rewrites every string inside a JSON value. */
    public JsonNode inJson(JsonNode value) {
        if (value.isString()) {
            return JsonNodeFactory.instance.stringNode(inText(value.stringValue()));
        }
        if (value.isArray()) {
            var items = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> items.add(inJson(item)));
            return items;
        }
        if (value.isObject()) {
            var members = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(member -> members.set(member.getKey(), inJson(member.getValue())));
            return members;
        }
        return value;
    }

    /** Adds a reference that stands outside of any text, such as a repository's credentials. */
    public SecretRef use(SecretRef written) {
        var ref = scope.onTheWire(written);
        found.add(ref);
        return ref;
    }

    /** Every reference so far, in the form of the wire. */
    public List<SecretRef> found() {
        return List.copyOf(found);
    }
}

package dev.landfall.runner.kind;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.SecretRef;
import dev.landfall.runner.job.Secrets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;

/** Secrets out of a map; remembers what was to be masked. */
public final class FakeSecrets implements Secrets {

    private final Map<SecretRef, String> values;
    private final Set<String> masked = ConcurrentHashMap.newKeySet();

    public FakeSecrets(Map<SecretRef, String> values) {
        this.values = Map.copyOf(values);
    }

    public Set<String> masked() {
        return masked;
    }

    @Override
    public String resolve(String text) {
        return SecretRef.IN_TEXT.matcher(text).replaceAll(match -> {
            var ref = new SecretRef(match.group(1), match.group(2));
            return Matcher.quoteReplacement(values.containsKey(ref) ? value(ref) : match.group());
        });
    }

    @Override
    public Map<String, String> resolve(Map<String, String> texts) {
        var resolved = new TreeMap<String, String>();
        texts.forEach((name, text) -> resolved.put(name, resolve(text)));
        return resolved;
    }

    @Override
    public String value(SecretRef ref) {
        var value = values.get(ref);
        if (value == null) {
            throw LandfallException.notFound("There is no secret " + ref + ".");
        }
        masked.add(value);
        return value;
    }

    @Override
    public void add(String value) {
        masked.add(value);
    }
}

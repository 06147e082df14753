package dev.landfall.runner.secret;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.SecretRef;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.lease.ResolveSecretsRequest;
import dev.landfall.runner.client.ControlPlaneClient;
import dev.landfall.runner.job.Secrets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Resolves the references that the signed spec lists, all at once when the first is needed. */
public final class AttemptSecrets implements Secrets {

    private final ControlPlaneClient client;
    private final Lease lease;
    private final Set<SecretRef> listed;
    private final BiConsumer<String, String> masker;
    private final Map<SecretRef, String> values = new HashMap<>();

    /**
     * @param listed references of the signed spec
     * @param masker is given name and value of each secret before it is used
     */
    public AttemptSecrets(
            ControlPlaneClient client, Lease lease, Collection<SecretRef> listed, BiConsumer<String, String> masker) {
        this.client = client;
        this.lease = lease;
        this.listed = Set.copyOf(listed);
        this.masker = masker;
    }

    @Override
    public String resolve(String text) {
        var matcher = SecretRef.IN_TEXT.matcher(text);
        var resolved = new StringBuilder();
        while (matcher.find()) {
            var ref = new SecretRef(matcher.group(1), matcher.group(2));
            var replacement = listed.contains(ref) ? value(ref) : matcher.group();
            matcher.appendReplacement(resolved, java.util.regex.Matcher.quoteReplacement(replacement));
        }
        return matcher.appendTail(resolved).toString();
    }

    @Override
    public Map<String, String> resolve(Map<String, String> texts) {
        var resolved = new HashMap<String, String>();
        texts.forEach((name, text) -> resolved.put(name, resolve(text)));
        return Map.copyOf(resolved);
    }

    @Override
    public synchronized String value(SecretRef ref) {
        if (!values.containsKey(ref)) {
            fetch(missing(ref));
        }
        var value = values.get(ref);
        if (value == null) {
            throw LandfallException.notFound(
                    "There is no secret " + ref + ". Set it with 'landfall secret set', or correct the reference.");
        }
        return value;
    }

    @Override
    public void add(String value) {
        masker.accept("a value made by the job", value);
    }

    private List<SecretRef> missing(SecretRef wanted) {
        var missing = new HashSet<>(listed);
        missing.add(wanted);
        missing.removeAll(values.keySet());
        return List.copyOf(missing);
    }

    private void fetch(List<SecretRef> refs) {
        var resolved =
                client.resolveSecrets(new ResolveSecretsRequest(lease, refs)).values();
        resolved.forEach((ref, value) -> masker.accept(ref.toString(), value));
        values.putAll(resolved);
    }
}

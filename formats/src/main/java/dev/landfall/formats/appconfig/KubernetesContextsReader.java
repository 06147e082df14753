package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Problems;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code kubernetes_contexts.toml} and its folder: {@code [[kubernetes_context]]}, or one in a file. */
final class KubernetesContextsReader {

    /** The name that is always there. */
    static final String SANDBOX = "sandbox";

    private final Mentions mentions;
    private final Unique unique;
    private final List<KubernetesContext> contexts = new ArrayList<>();

    KubernetesContextsReader(Mentions mentions, Problems problems) {
        this.mentions = mentions;
        this.unique = new Unique("Kubernetes context", problems);
    }

    void read(Section file) {
        if (file.has("kubernetes_context") || file.keys().isEmpty()) {
            file.sections("kubernetes_context").forEach(this::context);
            file.end();
        } else {
            context(file);
        }
    }

    List<KubernetesContext> contexts() {
        return List.copyOf(contexts);
    }

    private void context(Section section) {
        var name = Names.of(section);
        var component = section.requiredText("component");
        mentions.add(Mentions.Kind.COMPONENT, component, section.at("component"));
        if (name.equals(SANDBOX)) {
            section.problem("name", "The context 'sandbox' is the sandbox's own; give this one another name.");
        }
        section.end();
        if (unique.add(name, section.at("name"))) {
            contexts.add(new KubernetesContext(name, component, section.at("name")));
        }
    }
}

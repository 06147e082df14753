package dev.landfall.stacktemplates.cloudformation;

import dev.landfall.stacktemplates.model.StackModel;
import java.util.ArrayList;
import java.util.List;

/** What every part of a template is made from and put into. */
record Parts(StackModel model, Template template, LogicalIds names) {

    /** What the resources are called by, {@code NAME-suffix}. */
    String named(String suffix) {
        return model.name().with(suffix);
    }

    /** Tags in the form that most types take. */
    List<Object> tags() {
        var tags = new ArrayList<>();
        tags.add(tag("landfall:install", model.install().id().value()));
        model.tags().forEach((key, value) -> tags.add(tag(key, value)));
        return tags;
    }

    /** Tags with a name that the console shows. */
    List<Object> namedTags(String suffix) {
        var tags = new ArrayList<>();
        tags.add(tag("Name", named(suffix)));
        tags.addAll(tags());
        return tags;
    }

    private static Entries tag(String key, Object value) {
        return Entries.of("Key", key).with("Value", value);
    }
}

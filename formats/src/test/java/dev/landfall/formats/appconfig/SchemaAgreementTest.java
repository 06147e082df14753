package dev.landfall.formats.appconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Schemas and readers know the same: every table of every form of file is made with each key, and both are asked about it. */
final class SchemaAgreementTest {

    private static final JsonMapper JSON = new JsonMapper();

    /** Forms of files, for the parameters. */
    static final List<SchemaForm> FORMS = SchemaForm.ALL;

    @Test
    void everyFormOfEverySchemaIsCompared() {
        var expected = new TreeSet<String>();
        for (var type : ConfigSchema.types()) {
            var forms = schema(type)
                    .path("anyOf")
                    .valueStream()
                    .map(form -> form.path("$ref").asString("").replace("#/$defs/", ""))
                    .filter(form -> !form.isEmpty())
                    .toList();
            (forms.isEmpty() ? List.of("") : forms).forEach(form -> expected.add(type + " " + form));
        }
        var compared = new TreeSet<String>();
        FORMS.forEach(form -> compared.add(form.type() + " " + form.definition()));

        assertEquals(expected, compared);
    }

    @ParameterizedTest
    @FieldSource("FORMS")
    void schemaAndReaderKnowTheSameKeysWordsTypesAndNeeds(SchemaForm form) {
        var comparison = new Comparison(form, schema(form.type()));

        comparison.table(SchemaTable.of(comparison.root, form.definition()), "", table -> table);

        assertEquals(List.of(), comparison.differences);
    }

    private static JsonNode schema(String type) {
        return JSON.readTree(ConfigSchema.of(type).orElseThrow());
    }

    /** For one form of file. */
    private static final class Comparison {

        private final SchemaForm form;
        private final JsonNode root;
        private final Schema validator;
        private final List<String> differences = new ArrayList<>();
        private final Collection<String> otherForms = new TreeSet<>();

        Comparison(SchemaForm form, JsonNode root) {
            this.form = form;
            this.root = root;
            this.validator = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(root);
            FORMS.stream()
                    .filter(other -> other.type().equals(form.type()))
                    .forEach(other -> otherForms.addAll(
                            SchemaTable.of(root, other.definition()).names()));
        }

        /**
         * @param prefix names of the tables that this one is in, with a dot after each
         * @param file makes a whole file of the table
         */
        void table(SchemaTable table, String prefix, UnaryOperator<ObjectNode> file) {
            var visited = new TreeSet<String>();
            var seen = new TreeSet<String>();
            for (var kind : table.kinds()) {
                needs(table.least(kind, ""), prefix, file);
                var asked = keys(table, kind, prefix, file);
                for (var name : table.names()) {
                    var least = table.least(kind, name);
                    if (asked.contains(name) && isValid(file.apply(with(least, name, table.sample(name))))) {
                        if (seen.add(name) || !name.equals("type")) {
                            values(table, least, name, file);
                        }
                        inner(table, least, name, prefix, file, visited);
                    }
                }
            }
        }

        private void inner(
                SchemaTable table,
                ObjectNode least,
                String name,
                String prefix,
                UnaryOperator<ObjectNode> file,
                Collection<String> visited) {
            var inner = table.inner(name);
            if (inner != null && visited.add(name)) {
                table(inner, prefix + name + ".", value -> {
                    var held = table.isList(name)
                            ? JsonNodeFactory.instance.arrayNode().add(value)
                            : value;
                    return file.apply(with(least, name, held));
                });
            }
        }

        /** What must be there must be there for both. */
        private void needs(ObjectNode least, String prefix, UnaryOperator<ObjectNode> file) {
            var whole = file.apply(least);
            var messages = form.read(whole).messages();
            assertTrue(isValid(whole), () -> form + ": " + whole + " " + validator.validate(whole));
            messages.stream()
                    .filter(message -> message.matches("(?s).*(?:is missing|needs one of|has either|has one of).*"))
                    .forEach(message -> differences.add("the schema does not require: " + message + " " + whole));
            for (var name : least.propertyNames()) {
                var less = least.deepCopy();
                less.remove(name);
                compare("without " + prefix + name, file.apply(less), !hasMore(file.apply(less), messages));
            }
        }

        /** Each key that either of them has, and one that neither has. Answers what the reader asked for in this table. */
        private Collection<String> keys(SchemaTable table, String kind, String prefix, UnaryOperator<ObjectNode> file) {
            var names = new TreeSet<>(table.names());
            names.add("zz_other");
            var asked = new TreeSet<String>();
            names.forEach(name -> key(table, kind, prefix, name, file, asked));
            var more = new TreeSet<>(asked);
            more.removeAll(names);
            if (prefix.isEmpty()) {
                more.removeAll(otherForms);
            }
            more.forEach(name -> key(table, kind, prefix, name, file, asked));
            return asked;
        }

        private void key(
                SchemaTable table,
                String kind,
                String prefix,
                String name,
                UnaryOperator<ObjectNode> file,
                Collection<String> asked) {
            var least = table.least(kind, name);
            var value = table.names().contains(name) ? table.sample(name) : JsonNodeFactory.instance.stringNode("x");
            var whole = file.apply(least.has(name) ? least : with(least, name, value));
            var outcome = form.read(whole);
            outcome.asked().stream()
                    .filter(key -> key.startsWith(prefix)
                            && !key.substring(prefix.length()).contains("."))
                    .forEach(key -> asked.add(key.substring(prefix.length())));
            compare("key " + prefix + name, whole, outcome.knows(prefix + name));
        }

        private void values(SchemaTable table, ObjectNode least, String name, UnaryOperator<ObjectNode> file) {
            if (form.type().equals("break_glass") && name.equals("type")) {
                return;
            }
            var good =
                    form.read(file.apply(with(least, name, table.sample(name)))).messages();
            for (var other : table.others(name)) {
                var whole = file.apply(with(least, name, other));
                compare("value of " + name, whole, !hasMore(whole, good));
            }
        }

        private boolean hasMore(ObjectNode whole, Collection<String> messages) {
            return !messages.containsAll(form.read(whole).messages());
        }

        private void compare(String what, ObjectNode whole, boolean reader) {
            if (isValid(whole) != reader) {
                differences.add(what + ": the " + (reader ? "reader" : "schema") + " alone takes " + whole);
            }
        }

        private boolean isValid(ObjectNode whole) {
            return validator.validate(whole).isEmpty();
        }

        private static ObjectNode with(ObjectNode table, String name, JsonNode value) {
            var more = table.deepCopy();
            more.set(name, value);
            return more;
        }
    }
}

package dev.landfall.integration.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.emulators.BicepCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What is made of Bicep, and that seeded faults are found at their place. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BicepCompilerIT {

    private static final String SOUND = """
            targetScope = 'resourceGroup'

            metadata description = 'A vault.'

            @description('It\\'s typed.')
            @minLength(1)
            @secure()
            param password string

            @allowed([
              'standard'
              'premium'
            ])
            param sku string = 'standard'

            param tags object = {}

            var vaultName = 'kv-${uniqueString(resourceGroup().id)}'
            var words = '''
            one ${two}
            '''

            resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
              name: vaultName
              location: resourceGroup().location
              tags: union(tags, {
                'landfall-words': words
              })
              properties: {
                tenantId: subscription().tenantId
                sku: {
                  family: 'A'
                  name: sku == 'premium' ? sku : 'standard'
                }
              }
            }

            @onlyIfNotExists()
            resource secret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(password)) {
              parent: vault
              name: 'password'
              properties: {
                value: password
              }
            }

            output uri string = vault.properties.vaultUri
            output secretId string = secret.id
            """;

    private final ObjectMapper json = new ObjectMapper();
    private BicepCompiler compiler;
    private Path file;

    @BeforeAll
    void start(@TempDir Path folder) {
        AzureTools.assumeNode();
        compiler = BicepCompiler.start();
        file = folder.resolve("main.bicep");
    }

    @AfterAll
    void stop() {
        if (compiler != null) {
            compiler.close();
        }
    }

    @Test
    void aSoundFileBecomesATemplateThatTheCheckOfTypesFindsSound() throws IOException {
        var compiled = compile(SOUND);
        assertEquals(List.of(), problems(compiled));
        assertEquals(List.of(), TemplateCheck.problems(ArmTypes.load(), compiled.get("template")));
    }

    @Test
    void theTemplateIsWhatBicepsOwnRulesMakeOfIt() throws IOException {
        var template = compile(SOUND).get("template");
        var vault = template.at("/resources/vault");
        var secret = template.at("/resources/secret");
        assertEquals(
                "It's typed.",
                template.at("/parameters/password/metadata/description").asString());
        assertEquals("securestring", template.at("/parameters/password/type").asString());
        assertEquals("one ${two}\n", template.at("/variables/words").asString());
        assertEquals("[variables('vaultName')]", vault.path("name").asString());
        assertEquals(
                "[union(parameters('tags'), createObject('landfall-words', variables('words')))]",
                vault.path("tags").asString());
        assertEquals(
                "[if(equals(parameters('sku'), 'premium'), parameters('sku'), 'standard')]",
                vault.at("/properties/sku/name").asString());
        assertEquals(
                "[format('{0}/{1}', variables('vaultName'), 'password')]",
                secret.path("name").asString());
        assertEquals("[\"vault\"]", secret.path("dependsOn").toString());
        assertEquals("[]", secret.at("/@options/onlyIfNotExists").toString());
        assertEquals(
                "[resourceId('Microsoft.KeyVault/vaults/secrets', variables('vaultName'), 'password')]",
                template.at("/outputs/secretId/value").asString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "equals sign in an object | family: 'A' | family = 'A' | 32 | syntax error",
                "stray brace | output uri | } output uri | 47 | syntax error",
                "no end of a string | 'A' | 'A | 1 | syntax error",
                "two equals signs | param tags object = {} | param tags object == {} | 16 | ! is missing",
                "undeclared name | name: vaultName | name: vaultNames | 24 | vaultNames is not declared",
                "undeclared resource | parent: vault | parent: vaults | 40 | vaults is no resource of this file",
                "unknown function | uniqueString( | uniqueText( | 18 | no function has the name uniqueText",
                "unknown decorator | @minLength(1) | @minimum(1) | 6 | no decorator has the name minimum",
                "unknown type of a parameter | param tags object | param tags map | 16 | map is no type of a parameter",
                "a parameter twice | param tags object = {} | param sku object = {} | 16 | sku is declared twice",
                "unused parameter | union(tags, { | union({ | 16 | tags is declared and never used",
                "resource as a value | = vault.properties.vaultUri | = vault | 47 | vault is a resource, not a value",
                "newGuid outside of a default | 'password' | newGuid() | 41 | newGuid is allowed in the default value",
                "another scope | 'resourceGroup' | 'subscription' | 1 | the scope is not resourceGroup",
            })
    void aSeededFaultIsFoundInItsLine(String fault, String from, String to, int line, String said) throws IOException {
        var faulty = SOUND.replace(from, to);
        assertNotEquals(SOUND, faulty, fault);
        var problems = problems(compile(faulty));
        assertTrue(
                problems.stream().anyMatch(each -> each.startsWith(line + ":") && each.contains(said)),
                fault + ": " + problems);
    }

    private JsonNode compile(String text) throws IOException {
        return json.readTree(compiler.compile(Files.writeString(file, text)));
    }

    private static List<String> problems(JsonNode compiled) {
        return compiled.get("errors")
                .valueStream()
                .map(each -> each.get("line") + ":" + each.get("column") + " " + each.get("message"))
                .toList();
    }
}

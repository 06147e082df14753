package dev.landfall.integration.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.ObjectMapper;

/** Of a sound template nothing is said, and each seeded fault of it is found. */
class TemplateCheckTest {

    private static final String SOUND = """
            {
              "languageVersion": "2.0",
              "parameters": {
                "password": {"type": "securestring", "minLength": 1},
                "suffix": {"type": "string", "defaultValue": "[newGuid()]"},
                "tags": {"type": "object", "defaultValue": {}}
              },
              "variables": {"vault": "[format('kv-{0}', uniqueString(resourceGroup().id, parameters('suffix')))]"},
              "resources": {
                "vault": {
                  "type": "Microsoft.KeyVault/vaults",
                  "apiVersion": "2023-07-01",
                  "name": "[variables('vault')]",
                  "location": "[resourceGroup().location]",
                  "tags": "[union(parameters('tags'), createObject('it''s', 'ours'))]",
                  "properties": {
                    "tenantId": "[subscription().tenantId]",
                    "sku": {"family": "A", "name": "standard"},
                    "enableRbacAuthorization": true,
                    "softDeleteRetentionInDays": 7
                  }
                },
                "secret": {
                  "type": "Microsoft.KeyVault/vaults/secrets",
                  "apiVersion": "2023-07-01",
                  "condition": "[not(empty(parameters('password')))]",
                  "name": "[format('{0}/{1}', variables('vault'), 'password')]",
                  "properties": {"value": "[parameters('password')]"},
                  "dependsOn": ["vault"]
                },
                "account": {
                  "type": "Microsoft.Storage/storageAccounts",
                  "apiVersion": "2023-05-01",
                  "name": "account",
                  "location": "[resourceGroup().location]",
                  "kind": "StorageV2",
                  "sku": {"name": "Standard_LRS"},
                  "properties": {"minimumTlsVersion": "TLS1_2", "allowSharedKeyAccess": false}
                },
                "audit": {
                  "type": "Microsoft.Insights/diagnosticSettings",
                  "apiVersion": "2021-05-01-preview",
                  "scope": "[resourceId('Microsoft.KeyVault/vaults', variables('vault'))]",
                  "name": "audit",
                  "properties": {"storageAccountId": "[resourceId('Microsoft.Storage/storageAccounts', 'account')]"},
                  "dependsOn": ["account", "vault"]
                }
              },
              "outputs": {
                "uri": {"type": "string", "value": "[reference('vault').vaultUri]"}
              }
            }
            """;

    private final ArmTypes types = ArmTypes.load();
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void theUnchangedTemplateIsFoundSound() {
        assertEquals(List.of(), TemplateCheck.problems(types, json.readTree(SOUND)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "unknown type | Microsoft.KeyVault/vaults\", | Microsoft.KeyVault/vault\", | the type Microsoft.KeyVault/vault is not known",
                "unknown version | \"2023-05-01\" | \"2023-05-32\" | has no apiVersion 2023-05-32; known: [2023-05-01]",
                "misspelt property | allowSharedKeyAccess | allowSharedKeysAccess | account.properties: there is no property allowSharedKeysAccess",
                "misspelt property of the resource | \"kind\" | \"kinds\" | account: there is no property kinds",
                "missing property | \"tenantId\": \"[subscription().tenantId]\", | | vault.properties: tenantId is missing",
                "read-only property | \"softDeleteRetentionInDays\": 7 | \"hsmPoolResourceId\": \"x\" | vault.properties.hsmPoolResourceId is set by Azure alone",
                "wrong value of a closed list | \"family\": \"A\" | \"family\": \"B\" | vault.properties.sku.family is not",
                "wrong value of an open list | TLS1_2 | TLS1_9 | account.properties.minimumTlsVersion is not one of",
                "wrong type | \"softDeleteRetentionInDays\": 7 | \"softDeleteRetentionInDays\": \"7\" | softDeleteRetentionInDays is not of the type integer",
                "text for a truth | \"allowSharedKeyAccess\": false | \"allowSharedKeyAccess\": \"false\" | allowSharedKeyAccess is not of the type boolean",
                "undeclared parameter | parameters('tags') | parameters('tag') | parameters has no tag",
                "undeclared variable | \"[variables('vault')]\" | \"[variables('vaults')]\" | variables has no vaults",
                "unused parameter | union(parameters('tags'), | union( | parameters tags is never used",
                "unknown function | union( | unite( | no function has the name unite",
                "no end of an expression | .tenantId]\" | .tenantId\" | begins an expression and does not end it",
                "no expression | empty(parameters('password')) | empty(parameters('password') | is no expression",
                "unknown resource | reference('vault') | reference('vaults') | there is no resource vaults",
                "reference in a name | \"name\": \"audit\" | \"name\": \"[reference('vault').vaultUri]\" | reference is for properties and outputs",
                "use without order | \"storageAccountId\": \"[resourceId('Microsoft.Storage/storageAccounts', 'account')]\"}, \"dependsOn\": [\"account\", \"vault\"] | \"storageAccountId\": \"[reference('account').id]\"}, \"dependsOn\": [\"vault\"] | on which the resource does not depend",
                "order after nothing | [\"account\", \"vault\"] | [\"accounts\", \"vault\"] | audit depends on \"accounts\", which is not there",
                "a circle | \"kind\": \"StorageV2\", | \"kind\": \"StorageV2\", \"dependsOn\": [\"audit\"], | these wait for each other",
                "an id of too few names | resourceId('Microsoft.KeyVault/vaults', variables('vault')) | resourceId('Microsoft.KeyVault/vaults') | an id of Microsoft.KeyVault/vaults has 1 names",
                "a reference elsewhere without a version | reference('vault').vaultUri | reference(resourceId('g', 'Microsoft.KeyVault/vaults', 'v')).vaultUri | needs its version",
                "a reference elsewhere in a name | \"name\": \"audit\" | \"name\": \"[reference(resourceId(resourceGroup().name, 'Microsoft.KeyVault/vaults', 'v'), '2023-07-01').vaultUri]\" | reference is for properties and outputs",
                "an id of too many names in a group | resourceId('Microsoft.KeyVault/vaults', variables('vault')) | resourceId(resourceGroup().name, 'Microsoft.KeyVault/vaults', variables('vault'), 'x') | an id of Microsoft.KeyVault/vaults has 1 names",
                "a secret in a tag | createObject('it''s', 'ours') | createObject('p', parameters('password')) | vault.tags would show the secret password",
                "a secret in an output | reference('vault').vaultUri | parameters('password') | outputs.uri.value would show the secret password",
                "newGuid outside of a default | \"audit\", | \"[newGuid()]\", | newGuid is for default values",
                "the same twice | \"name\": \"account\", | \"name\": \"account\"}, \"again\": {\"type\": \"Microsoft.Storage/storageAccounts\", \"name\": \"account\", | two resources are",
            })
    void aSeededFaultIsFound(String fault, String from, String to, String said) {
        var sound = SOUND.replaceAll("\\s+", " ");
        var faulty = sound.replace(from, to == null ? "" : to);
        assertNotEquals(sound, faulty, fault);
        var problems = TemplateCheck.problems(types, json.readTree(faulty));
        assertTrue(problems.stream().anyMatch(each -> each.contains(said)), fault + ": " + problems);
    }
}

package dev.landfall.controlplane.secretaccess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.InstallId;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.job.SecretRef;
import dev.landfall.protocol.json.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SecretRefsTest {

    private final SecretRefs refs = new SecretRefs(
            new SecretScope(new OrgId("org_1"), "install 'a'", Optional.of(new InstallId("in_1")), List.of("shop")));

    @Test
    void referencesGetTheFullPathAndAreListedOnce() {
        assertEquals(
                "u:${secret:org_1/shop/db:pw}@${secret:in_1/inputs:key}",
                refs.inText("u:${secret:shop/db:pw}@${secret:in_1/inputs:key}"));
        refs.inText("${secret:shop/db:pw}");
        assertEquals(List.of(new SecretRef("org_1/shop/db", "pw"), new SecretRef("in_1/inputs", "key")), refs.found());
    }

    @Test
    void stringsInsideJsonAreRewritten() {
        var value = Json.read("{\"a\":[\"${secret:shop:k}\",1,null,true]}", tools.jackson.databind.JsonNode.class);
        assertEquals(
                "{\"a\":[\"${secret:org_1/shop:k}\",1,null,true]}",
                refs.inJson(value).toString());
    }

    @Test
    void whatIsNoReferenceStaysAsItIs() {
        for (String text : List.of("$", "${secret:}", "${secret:a}", "${other:a:b}", "\\ $1 ${secret:a b:c}")) {
            assertEquals(text, refs.inText(text));
        }
    }

    @Test
    void referencesOutOfReachAreForbidden() {
        for (String path : List.of("other", "shopping", "in_2/inputs", "org_2/shop", "sho", "in_1x/inputs")) {
            var e = assertThrows(LandfallException.class, () -> refs.inText("${secret:" + path + ":k}"), path);
            assertEquals(ErrorKind.FORBIDDEN, e.kind());
            assertTrue(e.publicMessage().contains("install 'a'"), e.publicMessage());
        }
    }
}

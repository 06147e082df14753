package dev.landfall.functionsaws.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.landfall.controlplane.http.UrlText;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpPathTest {

    @ParameterizedTest
    @CsvSource({
        "/v1/jobs, $default, /v1/jobs",
        "/live/v1/jobs, live, /v1/jobs",
        "/live, live, /",
        "/liver/v1, live, /liver/v1",
        "/v1/jobs, live, /v1/jobs",
    })
    void aStageIsNoPartOfThePath(String rawPath, String stage, String expected) {
        assertEquals(expected, HttpPath.of(rawPath, stage));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/installs/a%20b, /v1/installs/a%20b",
        "/v1/installs/a b, /v1/installs/a%20b",
        "/v1/installs/50%, /v1/installs/50%25",
        "/v1/installs/me?admin, /v1/installs/me%3Fadmin",
        "/v1/installs/x#y, /v1/installs/x%23y",
        "/v1/installs/grün, /v1/installs/gr%C3%BCn",
        "/v1/installs/a+b~c.d, /v1/installs/a+b~c.d",
    })
    void decodedAndEncodedPathsComeOutTheSame(String rawPath, String expected) {
        assertEquals(expected, HttpPath.of(rawPath, "$default"));
    }

    @Test
    void everyCharacterMayStandInAPathThatWasDecoded() {
        assertEquals("/%00%7F%22%3C%5C", HttpPath.of("/\u0000\u007f\"<\\", "$default"));
    }

    @Property
    void whatIsNotAmbiguousSurvivesDecoding(@ForAll @StringLength(max = 30) String name) {
        var unambiguous = name.replace("%", "").replace("/", "");
        var wellFormed = new String(unambiguous.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        var path = HttpPath.of("/" + wellFormed, "$default");
        assertEquals(wellFormed, UrlText.decodeSegment(path.substring(1)));
    }
}

package dev.landfall.formats.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problem;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.template.Places;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyDocumentsTest {

    private static final String GOOD =
            "{'Version':'2012-10-17','Statement':[{'Sid':'A1','Effect':'Allow','Action':['s3:Get*'],'Resource':'*'}]}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        [                                | 1:2: The document is not JSON: Unexpected end-of-input: expected close marker for Array.
        []                               | 1:1: The policy is not a JSON object: {"Version": …, "Statement": […]}.
        {'Version':'2012-10-17'}         | 1:1: 'Statement' is missing in the policy.
        {'Version':'2012-10-17','Statement':'x'} | 1:1: 'Statement' must be a list of objects.
        {'Version':'2012-10-17','Statement':['x']} | 1:1: The statement 1 is not a JSON object.
        {'Statement':[]}                 | 1:1: 'Version' is missing in the policy; write "Version": "2012-10-17".
        {'Version':'2012-10-18','Statement':[]} | 1:12: '2012-10-18' is not a version of IAM policies; write "2012-10-17".
        {'Version':'2012-10-17','Statements':[],'Statement':[]} | 1:25: 'Statements' is not a field of a policy; did you mean 'Statement'?
        """)
    void wrongDocumentIsOneProblem(String document, String expected) {
        assertEquals(List.of("p.json:" + expected), problems(document));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        'Effect':'Allow'      | 'Effect':'allow'          | The 'Effect' of the statement 1 must be "Allow" or "Deny".
        'Effect':'Allow',     |                           | The 'Effect' of the statement 1 must be "Allow" or "Deny".
        ['s3:Get*']           | 's3'                      | 's3' is not an action; write service:Action.
        ['s3:Get*']           | ['s33:Get*']              | 's33' is not a service of AWS; did you mean 's3'?
        ['s3:Get*']           | 's3:CreateBukcet'         | 's3:CreateBukcet' is not an action; did you mean 's3:CreateBucket'?
        ['s3:Get*']           | []                        | 'Action' of the statement 1 must be a text or a list of texts.
        ['s3:Get*']           | [1]                       | 'Action' of the statement 1 must hold texts only.
        ['s3:Get*']           | '*'                       | The statement 1 allows every action. Name the actions, or say 'allow_all_actions = true' beside 'contents'.
        ['s3:Get*']           | ['s3:GetObject','*:*']    | The statement 1 allows every action. Name the actions, or say 'allow_all_actions = true' beside 'contents'.
        'Action':['s3:Get*']  | 'NotAction':'s3:Get*'     | The statement 1 allows every action but some. Name the actions, or say 'allow_all_actions = true' beside 'contents'.
        ,'Action':['s3:Get*'] |                           | The statement 1 must have 'Action' or 'NotAction', and not both.
        ,'Resource':'*'       |                           | The statement 1 must have 'Resource' or 'NotResource', and not both.
        ,'Resource':'*'       | ,'Resource':'*','Principal':'*' | 'Principal' is not a field of a statement of a role's policy; known: Action, Condition, Effect, NotAction, NotResource, Resource, Sid
        'A1'                  | 'A 1'                     | The 'Sid' of the statement 1 has letters and digits only.
        'Sid':'A1'            | 'Condition':[]            | The 'Condition' of the statement 1 must be an object.
        'Sid':'A1'            | 'Sid':'A1','Sid':'A1'     | The document is not JSON: Duplicate Object property "Sid".
        """)
    void wrongStatementIsOneProblem(String part, String replacement, String expected) {
        var document = GOOD.replace(part, replacement == null ? "" : replacement);

        assertEquals(
                List.of(expected),
                problems(document).stream()
                        .map(text -> text.replaceFirst("^p.json:\\d+:\\d+: ", ""))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                GOOD,
                "{'Version':'2012-10-17','Statement':{'Effect':'Deny','Action':'*','Resource':'*'}}",
                "{'Version':'2008-10-17','Statement':[{'Effect':'Deny','NotAction':'iam:*','NotResource':['a']}]}",
                "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'S3:getobject','Resource':'{{.nuon.install.id}}'}]}",
                "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'{{index .nuon"
                        + " \"a\"}}','Resource':'*'}]}",
                "{'Version':'2012-10-17','Statement':[{{range .nuon.x}}{'Effect':'Allow'}{{end}}]}",
                "{'Version':'2012-10-17','Statement':[]}",
            })
    void goodPolicyIsFine(String document) {
        assertEquals(List.of(), problems(document));
    }

    @Test
    void actionThatMayBeNewerThanTheListIsANotice() {
        var problems = read(GOOD.replace("s3:Get*", "s3:TransmogrifyEverything"), false);

        assertEquals(
                List.of("'s3:TransmogrifyEverything' is not among the actions that this version of Landfall knows."),
                problems.reading(() -> "").notices().stream()
                        .map(notice -> notice.message())
                        .toList());
    }

    @Test
    void mistakesInTwoStatementsHaveTheirOwnPlaces() {
        var document = """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "s3:Foobar1*", "Resource": "*"},
              {"Effect": "allow", "Action": "s3:GetObject", "Resource": "*"},
              {"Effect": "Permit", "Action": "s3:GetObject", "Resource": "*"}
            ]}
            """;

        assertEquals(
                List.of(
                        "p.json:3:4: The 'Effect' of the statement 2 must be \"Allow\" or \"Deny\".",
                        "p.json:4:4: The 'Effect' of the statement 3 must be \"Allow\" or \"Deny\"."),
                problems(document));
    }

    @Test
    void formsOfActionsFitAsIamReadsThem() {
        for (var action : List.of("s3:get*", "s3:*Object", "s3:G?tObject", "S3:Get*Tag*", "s3:**", "s3:*t*t*t*")) {
            assertEquals(List.of(), problems(allowing(action)), action);
            assertEquals(List.of(), notices(allowing(action)), action);
        }
        for (var action : List.of("s3:*ZZ", "s3:G?Object??????????????????", "s3:Get*Zebra*")) {
            assertEquals(
                    List.of("'" + action + "' is not among the actions that this version of Landfall knows."),
                    notices(allowing(action)));
        }
    }

    @Test
    void statementsHaveTheirOwnSids() {
        var statement = "{'Sid': 'A', 'Effect': 'Allow', 'Action': 's3:GetObject', 'Resource': '*'}";

        assertEquals(
                List.of("p.json:1:118: The 'Sid' of the statement 2 is that of another one; each has its own."),
                problems("{'Version': '2012-10-17', 'Statement': [" + statement + ", " + statement + "]}"));
    }

    @Test
    void mistakeBehindAPlaceholderOfTwoLinesHasItsOwnPlace() {
        assertTrue(problems("{'Version': '{{\n.nuon.id }}',\n 'Statement': [}")
                .getFirst()
                .startsWith("p.json:3:1"));
    }

    private static String allowing(String action) {
        return "{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Action': '" + action
                + "', 'Resource': '*'}]}";
    }

    private static List<String> notices(String document) {
        return read(document, false).reading(() -> "").notices().stream()
                .map(notice -> notice.message())
                .toList();
    }

    private static List<String> problems(String document) {
        return read(document, false).reading(() -> "").problems().stream()
                .map(Problem::toString)
                .toList();
    }

    private static Problems read(String document, boolean allowsAll) {
        var problems = new Problems();
        var text = document.replace('\'', '"');
        PolicyDocuments.check(text, Places.of(Location.startOf("p.json"), text), allowsAll, problems);
        return problems;
    }
}

package dev.landfall.stacktemplates.terraform.aws;

import static dev.landfall.stacktemplates.hcl.Expression.code;
import static dev.landfall.stacktemplates.hcl.Expression.object;
import static dev.landfall.stacktemplates.hcl.Expression.template;
import static dev.landfall.stacktemplates.hcl.Expression.text;
import static dev.landfall.stacktemplates.hcl.Expression.texts;
import static dev.landfall.stacktemplates.hcl.Expression.tuple;

import dev.landfall.stacktemplates.hcl.Body;
import dev.landfall.stacktemplates.hcl.Expression;
import java.util.List;
import java.util.function.Consumer;

/**
 * The folder {@code state}: what must outlive the stack, the key and the bucket of Terraform's states. Terraform refuses to destroy
 * it; who wants the rest gone forgets it first, by its one address.
 */
final class StateModule {

    private static final String MAIN = "state/main.tf";
    private static final Expression KEY = code("aws_kms_key.stack.arn");
    private static final Expression BUCKET = code("aws_s3_bucket.states.arn");
    private static final Expression OBJECTS = template(BUCKET, "/*");

    private StateModule() {}

    static void add(Module module) {
        MainFiles.versions(module.file("state/versions.tf"), false);
        var variables = module.file("state/variables.tf");
        variable(variables, "name", "string", "Name of the stack.");
        variable(variables, "account", "string", "AWS account.");
        variable(variables, "log_group", "string", "Log group that the key is for, too.");
        variable(variables, "tags", "map(string)", "On everything that can have tags.");
        addKey(module);
        addBucket(module);
        output(module, "key_arn", "Key of states, secrets and the log.", KEY);
        output(module, "bucket", "Name of the bucket of states.", code("aws_s3_bucket.states.id"));
        output(module, "bucket_arn", "ARN of the bucket of states.", BUCKET);
        module.file("main.tf")
                .comment("What stays when the stack goes.")
                .block(
                        "module",
                        List.of("state"),
                        call -> call.set("source", "./state")
                                .gap()
                                .set("name", code("var.name"))
                                .set("account", code("local.account"))
                                .set("log_group", code("local.log_group"))
                                .set("tags", code("local.tags")));
    }

    private static void variable(Body file, String name, String type, String description) {
        file.block(
                "variable",
                List.of(name),
                body -> body.set("description", description).set("type", code(type)));
    }

    private static void output(Module module, String name, String description, Expression value) {
        module.file("state/outputs.tf")
                .block(
                        "output",
                        List.of(name),
                        body -> body.set("description", description).set("value", value));
    }

    private static void kept(Module module, String type, String name, Consumer<Body> content) {
        module.resource(MAIN, type, name, body -> {
            content.accept(body);
            body.block("lifecycle", lifecycle -> lifecycle.set("prevent_destroy", true));
        });
    }

    private static void addKey(Module module) {
        var main = module.file(MAIN);
        main.block("data", List.of("aws_partition", "current"), none -> {})
                .block("data", List.of("aws_region", "current"), none -> {});
        main.block(
                "locals",
                locals -> locals.set("partition", code("data.aws_partition.current.partition"))
                        .set("region", code("data.aws_region.current.region")));
        var account = object("Sid", "AccountDecides")
                .with("Effect", "Allow")
                .with(
                        "Principal",
                        object(
                                "AWS",
                                template("arn:", code("local.partition"), ":iam::", code("var.account"), ":root")))
                .with("Action", "kms:*")
                .with("Resource", "*");
        var group = template(
                "arn:",
                code("local.partition"),
                ":logs:",
                code("local.region"),
                ":",
                code("var.account"),
                ":log-group:",
                code("var.log_group"));
        var logs = object("Sid", "LogsAreEncrypted")
                .with("Effect", "Allow")
                .with(
                        "Principal",
                        object(
                                "Service",
                                template(
                                        "logs.",
                                        code("local.region"),
                                        ".",
                                        code("data.aws_partition.current.dns_suffix"))))
                .with("Action", texts(List.of("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey")))
                .with("Resource", "*")
                .with("Condition", object("ArnEquals", object("kms:EncryptionContext:aws:logs:arn", group)));
        kept(
                module,
                "aws_kms_key",
                "stack",
                key -> key.set("description", template("Landfall stack ", code("var.name")))
                        .set("enable_key_rotation", true)
                        .set("policy", Policies.json(Policies.of(account, logs)))
                        .set("tags", code("var.tags")));
    }

    private static void addBucket(Module module) {
        kept(
                module,
                "aws_s3_bucket",
                "states",
                bucket -> bucket.set("bucket_prefix", template(code("var.name"), "-"))
                        .set("tags", code("var.tags")));
        kept(
                module,
                "aws_s3_bucket_versioning",
                "states",
                versioning -> ofStates(versioning)
                        .block("versioning_configuration", block -> block.set("status", "Enabled")));
        kept(
                module,
                "aws_s3_bucket_server_side_encryption_configuration",
                "states",
                encryption -> ofStates(encryption)
                        .block(
                                "rule",
                                rule -> rule.set("bucket_key_enabled", true)
                                        .block(
                                                "apply_server_side_encryption_by_default",
                                                block -> block.set("sse_algorithm", "aws:kms")
                                                        .set("kms_master_key_id", KEY))));
        kept(
                module,
                "aws_s3_bucket_public_access_block",
                "states",
                block -> ofStates(block)
                        .set("block_public_acls", true)
                        .set("block_public_policy", true)
                        .set("ignore_public_acls", true)
                        .set("restrict_public_buckets", true));
        kept(
                module,
                "aws_s3_bucket_ownership_controls",
                "states",
                controls ->
                        ofStates(controls).block("rule", rule -> rule.set("object_ownership", "BucketOwnerEnforced")));
        kept(
                module,
                "aws_s3_bucket_lifecycle_configuration",
                "states",
                lifecycle -> ofStates(lifecycle)
                        .block(
                                "rule",
                                rule -> rule.set("id", "old-versions")
                                        .set("status", "Enabled")
                                        .block("filter", none -> {})
                                        .block(
                                                "noncurrent_version_expiration",
                                                old -> old.set(
                                                        "noncurrent_days",
                                                        module.model().state().oldVersionDays()))));
        var denied = object("Sid", "OnlyEncryptedConnections")
                .with("Effect", "Deny")
                .with("Principal", "*")
                .with("Action", "s3:*")
                .with("Resource", tuple(List.of(BUCKET, OBJECTS)))
                .with("Condition", object("Bool", object("aws:SecureTransport", "false")));
        kept(
                module,
                "aws_s3_bucket_policy",
                "states",
                policy -> ofStates(policy).set("policy", Policies.json(Policies.of(denied))));
    }

    private static Body ofStates(Body body) {
        return body.set("bucket", code("aws_s3_bucket.states.id"));
    }

    /** What each operation's role may do with Terraform's states; the state holds what the operations made. */
    static void addPolicy(Module module, String file) {
        var bucket = code("module.state.bucket_arn");
        var policy = Policies.of(
                Policies.allow("FindStates", List.of("s3:ListBucket"), bucket),
                Policies.allow(
                        "KeepStates",
                        List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject"),
                        template(bucket, text("/*"))),
                Policies.allow(
                        "EncryptStates", List.of("kms:Decrypt", "kms:GenerateDataKey"), code("module.state.key_arn")));
        module.file(file).comment("Every operation keeps Terraform's states.");
        module.resource(
                file,
                "aws_iam_policy",
                "state",
                body -> body.set("name", Module.named("state"))
                        .set("policy", Policies.json(policy))
                        .set("tags", code("local.tags")));
    }
}

"""moto's server with what its CloudFormation lacks for our templates: Fn::Cidr, the tags of a key, and custom resources whose
function is run, as Lambda would run it, when the stack is created, changed and deleted.

The function runs by this very Python, with the environment that this server was given."""
import copy
import io
import ipaddress
import json
import os
import secrets
import string
import subprocess
import sys
import tempfile
import uuid
import zipfile

from moto.awslambda import lambda_backends
from moto.cloudformation import parsing
from moto.cloudformation.custom_model import CustomModel
from moto.cloudformation.exceptions import ValidationError
from moto.core.common_models import CloudFormationModel
from moto.ec2 import ec2_backends
from moto.ec2.models.nat_gateways import NatGateway
from moto.ec2.models.route_tables import RouteTable
from moto.kms.models import Key
from moto.secretsmanager import secretsmanager_backends
from moto.server import main

# What AWS puts beside inline code; the answer is printed here instead of sent to an address of CloudFormation.
CFNRESPONSE = """
import json
SUCCESS, FAILED = "SUCCESS", "FAILED"
def send(event, context, status, data, physical=None, noEcho=False, reason=None):
    print("\\nANSWER" + json.dumps({"Status": status, "PhysicalResourceId": physical, "Reason": reason, "Data": data}))
"""
RUN = "import json, sys, index; index.handler(json.load(sys.stdin), None)"


def refusal(reason):
    """AWS takes back what it made and tells the reason in the stack's events; moto tells it in the answer to the call."""
    return ValidationError(message=reason)


def answer(code, event):
    """What the function says of the event; an exception when it refuses."""
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(io.BytesIO(code)).extractall(folder)
        with open(os.path.join(folder, "cfnresponse.py"), "w", encoding="utf-8") as file:
            file.write(CFNRESPONSE)
        done = subprocess.run(
            [sys.executable, "-c", RUN],
            cwd=folder,
            input=json.dumps(event),
            capture_output=True,
            text=True,
            timeout=int(event["ResourceProperties"].get("ServiceTimeout", 3600)),
            check=False,
        )
    said = [line for line in done.stdout.splitlines() if line.startswith("ANSWER")]
    if not said:
        raise refusal(f"The function of {event['LogicalResourceId']} gave no answer: {done.stdout}{done.stderr}")
    told = json.loads(said[-1].removeprefix("ANSWER"))
    if told["Status"] != "SUCCESS":
        raise refusal(f"{event['LogicalResourceId']} failed: {told['Reason']}")
    return told


def tell(resource, request, properties):
    """Runs a custom resource's function, whose code it keeps, since the function may be deleted before it."""
    event = {
        "RequestType": request,
        "RequestId": str(uuid.uuid4()),
        "StackId": resource.stack_id,
        "LogicalResourceId": resource.logical_id,
        "ResourceType": resource.resource_type,
        "ResourceProperties": as_texts(properties),
    }
    if request != "Create":
        event["PhysicalResourceId"] = resource.resource_name
    if request == "Update":
        event["OldResourceProperties"] = as_texts(resource.properties)
    told = answer(resource.code, event)
    resource.resource_name = told["PhysicalResourceId"]
    resource.properties = properties
    resource.set_data(told["Data"])


def created(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
    properties = cloudformation_json["Properties"]
    resource = cls(region_name, str(uuid.uuid4()), kwargs["LogicalId"], resource_name)
    resource.stack_id, resource.resource_type = kwargs["StackId"], kwargs["ResourceType"]
    resource.code = lambda_backends[account_id][region_name].get_function(properties["ServiceToken"]).code_bytes
    tell(resource, "Create", properties)
    return resource


def updated(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
    tell(original_resource, "Update", cloudformation_json["Properties"])
    return original_resource


def deleted(resource, account_id, region_name):
    tell(resource, "Delete", resource.properties)


def delete_all(stack):
    """From the last made to the first, each once."""
    for name in reversed([name for name in stack._parsed_resources if name in stack._resource_json_map]):
        tree = stack._resource_json_map[name]
        resource = stack._parsed_resources[name]
        if resource is not None and tree.get("DeletionPolicy") not in ("Retain", "RetainExceptOnCreate"):
            stack._delete_resource(resource, tree)


def with_conditions(diff):
    """What a condition decides changes too when only the condition's parameter does."""

    def differences(stack, other_template, parameters=None):
        found = diff(stack, other_template, parameters)
        for name, tree in other_template["Resources"].items():
            sized = tree["Type"] in ("AWS::AutoScaling::AutoScalingGroup", "AWS::ECS::Service")
            if parameters and sized and "Fn::If" in json.dumps(tree) and name not in found["Add"] + found["Modify"]:
                found["Modify"].append(name)
        return found

    return differences


def as_texts(value):
    """CloudFormation hands every scalar to a function as a text."""
    if isinstance(value, dict):
        return {key: as_texts(member) for key, member in value.items()}
    if isinstance(value, list):
        return [as_texts(member) for member in value]
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def random_text(length):
    return "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(length))


class Secret(CloudFormationModel):
    """A secret with the value that it is given, or a generated one."""

    __module__ = "moto.secretsmanager.stack"

    def __init__(self, arn):
        self.physical_resource_id = arn

    @staticmethod
    def cloudformation_type():
        return "AWS::SecretsManager::Secret"

    @staticmethod
    def cloudformation_name_type():
        return "Name"

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        given = cloudformation_json["Properties"]
        store = secretsmanager_backends[account_id][region_name]
        value = given.get("SecretString") or random_text(int(given["GenerateSecretString"]["PasswordLength"]))
        made = store.create_secret(
            resource_name, value, None, given.get("Description"), given.get("Tags"), given.get("KmsKeyId"), None, [], False
        )
        return cls(json.loads(made)["ARN"])

    @classmethod
    def update_from_cloudformation_json(
        cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name
    ):
        return original_resource

    def delete(self, account_id, region_name):
        secretsmanager_backends[account_id][region_name].delete_secret(self.physical_resource_id, None, True)


def with_cidr(clean):
    def cleaned(tree, resources):
        if isinstance(tree, dict) and "Fn::Cidr" in tree:
            block, count, bits = clean(tree["Fn::Cidr"], resources)
            parts = ipaddress.ip_network(block).subnets(new_prefix=32 - int(bits))
            return [str(part) for part, _ in zip(parts, range(int(count)))]
        if isinstance(tree, dict) and "Fn::Select" in tree:
            index, members = clean(tree["Fn::Select"], resources)
            return members[int(index)]
        return clean(tree, resources)

    return cleaned


def with_tags(create):
    def with_its_tags(resource_name, cloudformation_json, account_id, region_name, **kwargs):
        tree = copy.deepcopy(cloudformation_json)
        tags = tree["Properties"].pop("Tags", [])
        tree["Properties"]["Tags"] = [{"TagKey": tag["Key"], "TagValue": tag["Value"]} for tag in tags]
        return create(resource_name, tree, account_id, region_name, **kwargs)

    return with_its_tags


parsing.clean_json = with_cidr(parsing.clean_json)
CustomModel.create_from_cloudformation_json = classmethod(created)
CustomModel.update_from_cloudformation_json = classmethod(updated)
CustomModel.delete = deleted
RouteTable.delete = lambda table, account, region: ec2_backends[account][region].delete_route_table(table.id)
NatGateway.delete = lambda gateway, account, region: ec2_backends[account][region].delete_nat_gateway(gateway.id)
parsing.ResourceMap.delete = delete_all
parsing.ResourceMap.build_resource_diff = with_conditions(parsing.ResourceMap.build_resource_diff)
Key.create_from_cloudformation_json = with_tags(Key.create_from_cloudformation_json)

if __name__ == "__main__":
    main(sys.argv[1:])

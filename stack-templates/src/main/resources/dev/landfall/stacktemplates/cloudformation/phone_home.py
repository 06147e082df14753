"""Tells Landfall's control plane what this stack has. No secret passes here: the function proves its role to AWS STS by a
signed request that the control plane sends in its stead, and that is good once, for exactly this statement."""
import hashlib
import json
import threading
import time
import urllib.error
import urllib.request

import boto3
import cfnresponse
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest

ATTEMPTS = 5
WITHIN = 200  # seconds for all attempts, less than the function has
LONGEST = 65536  # bytes of an answer


def post(address, body):
    request = urllib.request.Request(
        address, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=15) as reply:
        return json.loads(reply.read(LONGEST) or b"{}")


def prove(host, region, audience, nonce, statement):
    headers = {
        "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
        "X-Landfall-Audience": audience,
        "X-Landfall-Nonce": nonce,
        "X-Landfall-Key": hashlib.sha256(statement.encode()).hexdigest(),
    }
    body = "Action=GetCallerIdentity&Version=2011-06-15"
    request = AWSRequest("POST", f"https://{host}/", headers=headers, data=body)
    SigV4Auth(boto3.Session().get_credentials(), "sts", region).add_auth(request)
    return {"type": "aws", "host": host, "headers": dict(request.headers.items())}


def call(*told):
    """A control plane that answers byte by byte must not keep the function from its own answer."""
    failures = []

    def tell():
        try:
            attempt_all(*told)
        except Exception as error:
            failures.append(error)

    calling = threading.Thread(target=tell, daemon=True)
    calling.start()
    calling.join(WITHIN)
    if calling.is_alive():
        raise RuntimeError(f"{told[0]} did not answer within {WITHIN} s")
    if failures:
        raise failures[0]


def attempt_all(address, audience, host, region, statement):
    for attempt in range(1, ATTEMPTS + 1):
        try:
            nonce = post(address + "/nonces", {})["nonce"]
            proof = prove(host, region, audience, nonce, statement)
            identity = {"nonce": nonce, "proof": proof}
            post(address, {"statement": statement, "identity": identity})
            return
        except urllib.error.HTTPError as error:
            answer = f"{error.code} {error.read(500).decode(errors='replace')}"
            if attempt == ATTEMPTS or 400 <= error.code < 500 and error.code != 429:
                raise RuntimeError(f"{address} answered {answer}") from error
        except OSError as error:
            if attempt == ATTEMPTS:
                raise RuntimeError(f"{address} was not reached: {error}") from error
        time.sleep(2**attempt)


def handler(event, context):
    given = event["ResourceProperties"]
    made = dict(given["Statement"], type="aws", stack=event["StackId"])
    made["event"] = event["RequestType"].lower()
    made["runnerEnabled"] = made["runnerEnabled"] == "true"
    made["inputs"] = {k: v for k, v in made.get("inputs", {}).items() if v not in ("", [""])}
    statement = json.dumps(made, sort_keys=True)
    status, reason = cfnresponse.SUCCESS, None
    try:
        call(given["Address"], given["Audience"], given["Host"], made["region"], statement)
    except Exception as error:
        reason = f"The control plane did not take this stack's call: {error}"
        print(reason)
        if not takes_away(event):
            status = cfnresponse.FAILED
    # Always the same name: another one would be followed by the deletion of the first.
    name = event.get("PhysicalResourceId", given["Address"])
    cfnresponse.send(event, context, status, {}, name, reason=reason)


def takes_away(event):
    """Whether the customer only takes something away, which no control plane may hinder: a failure would put it back."""
    if event["RequestType"] != "Update":
        return event["RequestType"] == "Delete"
    now, before = (event[of]["Statement"] for of in ("ResourceProperties", "OldResourceProperties"))
    return now["runnerEnabled"] == "false" or set(now.get("roles", {})) < set(before.get("roles", {}))

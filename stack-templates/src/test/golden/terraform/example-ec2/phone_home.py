"""Tells Landfall's control plane what this stack has. No secret passes here: the function proves its role to AWS STS by a
signed request that the control plane sends in its stead, and that is good once, for exactly this statement."""
import hashlib
import json
import threading
import time
import urllib.error
import urllib.request

import boto3
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


def present(value):
    if isinstance(value, dict):
        return {k: present(v) for k, v in value.items() if v not in (None, "", [], [""])}
    return value


def handler(event, context):
    happened = event["tf"]["action"]
    statement = json.dumps(dict(present(event["statement"]), type="aws", event=happened), sort_keys=True)
    try:
        call(event["address"], event["audience"], event["host"], event["statement"]["region"], statement)
    except Exception as error:
        reason = f"The control plane did not take this stack's call: {error}"
        print(reason)
        # A control plane that is gone must not keep the customer from destroying the stack.
        if happened != "delete":
            raise RuntimeError(reason) from error
        return {"called": False}
    return {"called": True}

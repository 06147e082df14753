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

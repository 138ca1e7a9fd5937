"""A standard client, unmodified: Authlib goes through code + PKCE, refresh, client credentials and device."""

import html.parser
import json
import os
import sys
import urllib.parse

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

import requests
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.jose import JsonWebKey, jwt

DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"


class Form(html.parser.HTMLParser):
    """The hidden fields of a page."""

    def __init__(self, page):
        super().__init__()
        self.fields = {}
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "input" and attributes.get("type") == "hidden":
            self.fields[attributes["name"]] = attributes["value"]


def person_signs_in(page_url, action, user, password):
    browser = requests.Session()
    page = browser.get(page_url)
    page.raise_for_status()
    typed = {**Form(page.text).fields, "name": user, "password": password}
    return browser.post(action, data=typed, allow_redirects=False)


def code_flow(base, metadata, arguments):
    client = OAuth2Session(
        arguments["client"],
        scope="openid",
        redirect_uri=arguments["redirect"],
        code_challenge_method="S256",
        token_endpoint_auth_method="none",
    )
    verifier, nonce = generate_token(48), generate_token(16)
    url, state = client.create_authorization_url(
        base + "/oauth2/authorize", code_verifier=verifier, nonce=nonce
    )
    answer = person_signs_in(url, base + "/oauth2/sign-in", arguments["user"], arguments["password"])
    assert answer.status_code == 303, answer.text
    location = answer.headers["Location"]
    assert urllib.parse.parse_qs(urllib.parse.urlsplit(location).query)["iss"] == [metadata["issuer"]]
    token = client.fetch_token(
        base + "/oauth2/token", authorization_response=location, state=state, code_verifier=verifier
    )
    keys = JsonWebKey.import_key_set(requests.get(base + "/oauth2/jwks").json())
    claims = jwt.decode(token["id_token"], keys)
    claims.validate()
    assert claims["nonce"] == nonce and claims["aud"] == arguments["client"], claims
    refreshed = client.refresh_token(base + "/oauth2/token", refresh_token=token["refresh_token"])
    assert refreshed["refresh_token"] != token["refresh_token"]
    me = client.get(base + "/oauth2/userinfo").json()
    assert me["preferred_username"] == arguments["user"], me


def client_credentials(base, arguments):
    client = OAuth2Session(arguments["key"], arguments["secret"])
    client.fetch_token(base + "/oauth2/token", grant_type="client_credentials")
    assert client.get(base + "/v1/me").status_code == 200


def device_flow(base, arguments):
    device = requests.post(
        base + "/oauth2/device_authorization", data={"client_id": "sks-cli"}
    ).json()
    page = base + "/device?user_code=" + device["user_code"]
    answer = person_signs_in(page, base + "/device", arguments["user"], arguments["password"])
    assert answer.status_code == 200, answer.text
    client = OAuth2Session("sks-cli", token_endpoint_auth_method="none")
    client.fetch_token(
        base + "/oauth2/token", grant_type=DEVICE_GRANT, device_code=device["device_code"]
    )
    assert client.get(base + "/v1/me").json()["name"] == arguments["user"]


def main():
    arguments = json.load(sys.stdin)
    base = arguments["base"]
    metadata = requests.get(base + "/.well-known/openid-configuration").json()
    code_flow(base, metadata, arguments)
    client_credentials(base, arguments)
    device_flow(base, arguments)
    print("all went through")


main()

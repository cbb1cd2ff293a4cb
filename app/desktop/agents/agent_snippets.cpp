#include "app/desktop/agents/agent_snippets.h"

#include <QCoreApplication>

namespace till::desktop {

namespace {

// In each: @ENDPOINT@, @TOKEN@, @URL@.

constexpr const char* kCurlFetch = R"(export TILL_TOKEN=@TOKEN@

# Tillkeeper fetches the page, pays if it is asked to, and hands you the answer.
curl -sS @ENDPOINT@/v1/fetch \
  -H "Authorization: Bearer $TILL_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"url": "@URL@", "method": "GET", "wait": 60}'
)";

constexpr const char* kCurlSign = R"(export TILL_TOKEN=@TOKEN@
URL=@URL@

# 1. The shop answers 402 with its terms.
TERMS=$(curl -sS -o /dev/null -D - "$URL" | tr -d '\r' | sed -n 's/^payment-required: //Ip')

# 2. Tillkeeper decides, signs, and gives you the header to send.
curl -sS @ENDPOINT@/v1/payments \
  -H "Authorization: Bearer $TILL_TOKEN" \
  -H "Content-Type: application/json" \
  -d "{\"challenge\": {\"status\": 402, \"headers\": {\"PAYMENT-REQUIRED\": \"$TERMS\"}, \"body\": \"\"},
       \"request\": {\"method\": \"GET\", \"url\": \"$URL\"}, \"wait\": 60}"
)";

constexpr const char* kEnvironment = R"({
  "env": {
    "TILL_ENDPOINT": "@ENDPOINT@",
    "TILL_TOKEN": "@TOKEN@"
  }
}
)";

constexpr const char* kTypeScript = R"(const till = process.env.TILL_ENDPOINT ?? "@ENDPOINT@";
const token = process.env.TILL_TOKEN ?? "@TOKEN@";

/** Like fetch(), but pays when the answer is 402. One key for one purchase: retry with the same key. */
export async function paidFetch(url: string, key: string = crypto.randomUUID()): Promise<Response> {
  return fetch(`${till}/v1/fetch`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ url, method: "GET", idempotencyKey: key, wait: 60 }),
  });
}

const answer = await paidFetch("@URL@");
console.log(answer.status, answer.headers.get("Till-Status"), await answer.text());
)";

constexpr const char* kPython = R"(import json, os, urllib.error, urllib.request, uuid

TILL = os.environ.get("TILL_ENDPOINT", "@ENDPOINT@")
TOKEN = os.environ.get("TILL_TOKEN", "@TOKEN@")


def paid_fetch(url, key=None):
    """Like urlopen(), but pays when the answer is 402. One key for one purchase: retry with the same key."""
    body = {"url": url, "method": "GET", "idempotencyKey": key or str(uuid.uuid4()), "wait": 60}
    request = urllib.request.Request(
        TILL + "/v1/fetch",
        data=json.dumps(body).encode(),
        headers={"Authorization": "Bearer " + TOKEN, "Content-Type": "application/json"},
    )
    return urllib.request.urlopen(request)


with paid_fetch("@URL@") as answer:
    print(answer.status, answer.headers.get("Till-Status"), answer.read().decode())
)";

struct Template {
    const char* title;
    const char* language;
    const char* code;
};

constexpr Template kTemplates[] = {
    {QT_TRANSLATE_NOOP("Snippets", "curl: pay and fetch"), "sh", kCurlFetch},
    {QT_TRANSLATE_NOOP("Snippets", "curl: sign only"), "sh", kCurlSign},
    {QT_TRANSLATE_NOOP("Snippets", "MCP client"), "json", kEnvironment},
    {QT_TRANSLATE_NOOP("Snippets", "TypeScript"), "ts", kTypeScript},
    {QT_TRANSLATE_NOOP("Snippets", "Python"), "python", kPython},
};

} // namespace

std::vector<Snippet> snippetsFor(const QString& endpoint, const QString& token, const QString& exampleUrl)
{
    std::vector<Snippet> snippets;
    for (const Template& each : kTemplates) {
        QString code = QString::fromLatin1(each.code);
        code.replace(QLatin1String("@ENDPOINT@"), endpoint);
        code.replace(QLatin1String("@TOKEN@"), token);
        code.replace(QLatin1String("@URL@"), exampleUrl);
        snippets.push_back({.id = static_cast<int>(snippets.size()),
                            .title = QCoreApplication::translate("Snippets", each.title),
                            .language = QString::fromLatin1(each.language),
                            .code = code.trimmed()});
    }
    return snippets;
}

} // namespace till::desktop

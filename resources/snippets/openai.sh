# For tools with nothing but a base-URL setting: every call goes through Tillkeeper, which pays for it. @URL@ is the
# base URL of the paid API. TILL_TOKEN is what "till agent add" showed once.
export OPENAI_BASE_URL="@ENDPOINT@/proxy/@TARGET@"
export OPENAI_API_KEY="$TILL_TOKEN"
curl -sS --fail-with-body "$OPENAI_BASE_URL/chat/completions" \
  -H "Authorization: Bearer $OPENAI_API_KEY" \
  -H "Content-Type: application/json" \
  -d '{"model": "any", "messages": [{"role": "user", "content": "hello"}]}'

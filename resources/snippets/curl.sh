# TILL_TOKEN is what "till agent add" showed once. Tillkeeper asks the merchant, pays if it answers 402 and your rules
# allow it, and brings the answer. One key per thing you buy: a retry with the same key never pays twice.
curl -sS --fail-with-body @ENDPOINT@/v1/fetch \
  -H "Authorization: Bearer $TILL_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"url": "@URL@", "method": "GET", "wait": 60, "idempotencyKey": "'"${TILL_KEY:-curl-$(date +%s)-$$}"'"}'

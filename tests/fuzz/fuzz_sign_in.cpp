#include "core/chain/sign_in_message.h"

#include <cstdlib>

using namespace till;

// Whatever is taken as a sign-in message is signed as it is, and its fields are what a person read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto message = chain::SignInMessage::fromText(text);
    if (!message) {
        return 0;
    }
    const bool hasAll = text.find(message->domain()) == 0 &&
                        text.find(message->address().toText()) != std::string_view::npos &&
                        text.find("URI: " + message->uri()) != std::string_view::npos;
    if (message->text() != text || !hasAll || message->domain().empty()) {
        std::abort();
    }
    return 0;
}

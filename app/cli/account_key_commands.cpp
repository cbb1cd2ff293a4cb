#include "app/cli/account_key_commands.h"

#include "app/cli/account_files.h"
#include "app/cli/table.h"
#include "app/cli/text_file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace till::cli {

namespace {

using Outcome = Result<ExitCode, Failure>;

constexpr std::size_t kMaxMessageBytes = 4096;

/// One way to bring a key in, and the option that chooses it.
struct Way {
    std::string_view option;
    std::string_view form;
    bool isFile;
    bool hasPassphrase;
};
constexpr std::array kWays = {
    Way{"--private-key-fd", "key", false, false},    Way{"--phrase-fd", "phrase", false, false},
    Way{"--keystore", "keystore", true, true},       Way{"--solana-keypair", "solana-keypair", true, false},
    Way{"--open-wallet", "open-wallet", true, true},
};

/// Secrets that a frame takes, kept until it is sent.
struct Secrets {
    std::vector<crypto::SecretBytes> kept;
    std::vector<std::string> markers;

    std::string add(crypto::SecretBytes secret)
    {
        kept.push_back(std::move(secret));
        markers.push_back(posix::newMarker());
        return markers.back();
    }
    [[nodiscard]] std::vector<posix::SecretField> fields() const
    {
        std::vector<posix::SecretField> all;
        for (std::size_t each = 0; each < kept.size(); ++each) {
            all.push_back({markers[each], kept[each].readable()});
        }
        return all;
    }
};

Result<const Way*, Failure> chosenWay(const Arguments& arguments)
{
    const Way* chosen = kWays.data(); // a key, asked for on the terminal
    int given = 0;
    for (const Way& way : kWays) {
        if (arguments.has(way.option)) {
            chosen = &way;
            ++given;
        }
    }
    if (given > 1) {
        return fail(usageFailure("Import one thing at a time."));
    }
    return chosen;
}

Result<crypto::SecretBytes, Failure> materialFor(const Session& session, const Way& way)
{
    if (way.isFile) {
        return readSecretFile(*session.arguments().value(way.option));
    }
    return way.form == "phrase"
               ? session.secret(way.option, "recovery words", "Recovery words, in one line: ")
               : session.secret(way.option, "private key", "Private key: ");
}

Outcome runImport(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    const Arguments& arguments = session.arguments();
    const auto way = chosenWay(arguments);
    const auto family = familyFrom(session);
    const auto index = arguments.number("--index", 0, 0x7fff'ffff, 0);
    if (!way || !family || !index) {
        return fail(!way ? way.error() : !family ? family.error() : index.error());
    }
    wire::KeyImport request;
    request.form = (*way)->form;
    request.family = *family;
    request.index = *index;
    request.label = arguments.value("--label").value_or("Imported");
    request.dryRun = arguments.has("--dry-run");
    Secrets secrets;
    auto material = materialFor(session, **way);
    if (!material) {
        return fail(material.error());
    }
    request.material = secrets.add(std::move(*material));
    if ((*way)->hasPassphrase) {
        auto passphrase =
            session.secret("--keystore-passphrase-fd", "passphrase of the file", "Passphrase of the file: ");
        if (!passphrase) {
            return fail(passphrase.error());
        }
        request.filePassphrase = secrets.add(std::move(*passphrase));
    }
    if (arguments.has("--extra-word-fd")) {
        auto extra = session.secret("--extra-word-fd", "extra word", "Extra word: ");
        if (!extra) {
            return fail(extra.error());
        }
        request.extraWord = secrets.add(std::move(*extra));
    }
    if (!request.dryRun) {
        auto passphrase = session.passphrase();
        if (!passphrase) {
            return fail(passphrase.error());
        }
        request.passphrase = secrets.add(std::move(*passphrase));
    }
    return reportDetails(session, session.ask<wire::AccountDetailsAnswer>(request, secrets.fields()));
}

Outcome runExport(Session& session)
{
    const auto account = session.word();
    if (!account) {
        return fail(account.error());
    }
    const auto all = allDetails(session);
    if (!all) {
        return fail(all.error());
    }
    const auto found =
        std::find_if(all->begin(), all->end(), [&](const auto& a) { return a.id == *account; });
    if (found == all->end()) {
        return fail(problemFailure("no_such_account"));
    }
    auto target = SecretTarget::from(session.arguments(), "--out-fd", "--out");
    if (!target) {
        return fail(target.error());
    }
    wire::AccountExport request;
    request.account = *account;
    request.form = found->family == "evm" ? "keystore" : "solana-keypair";
    Secrets secrets;
    if (request.form == "keystore") {
        auto passphrase = session.secret("--keystore-passphrase-fd", "passphrase of the file",
                                         "Passphrase to seal the file with: ");
        if (!passphrase) {
            return fail(passphrase.error());
        }
        request.filePassphrase = secrets.add(std::move(*passphrase));
    }
    auto passphrase = session.passphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    request.passphrase = secrets.add(std::move(*passphrase));
    auto exported = session.ask<wire::AccountExported>(request, secrets.fields());
    if (!exported) {
        return fail(exported.error());
    }
    if (auto written = target->write(exported->document); !written) {
        return fail(written.error());
    }
    if (session.output().isForProgram()) {
        session.output().json({{"id", *account}, {"address", found->address}, {"form", request.form}});
    } else {
        session.output().text("Exported " + found->address + " as a " + request.form + ".\n");
    }
    return ExitCode::Done;
}

Outcome runSignIn(Session& session)
{
    const auto words = session.words(2);
    if (!words) {
        return fail(words.error());
    }
    auto message = readTextFile((*words)[1], kMaxMessageBytes);
    if (!message) {
        return fail(message.error());
    }
    wire::SignIn request{(*words)[0], std::move(*message), {}, {}};
    auto answer = session.ask<wire::SignInAnswer>(request);
    if (answer && session.arguments().has("--sign")) {
        auto passphrase = session.passphrase();
        if (!passphrase) {
            return fail(passphrase.error());
        }
        Secrets secrets;
        request.shownHash = answer->shownHash;
        request.passphrase = secrets.add(std::move(*passphrase));
        answer = session.ask<wire::SignInAnswer>(request, secrets.fields());
    }
    if (!answer) {
        return fail(answer.error());
    }
    if (session.output().isForProgram()) {
        session.output().json(wire::toBody(*answer));
        return ExitCode::Done;
    }
    session.output().text(facts({{"Signs in at", answer->domain},
                                 {"As", answer->address},
                                 {"Statement", answer->statement},
                                 {"For", answer->uri},
                                 {"Chain", answer->chainId}}));
    session.output().text(answer->signature.empty() ? "Not signed yet. Add --sign to sign it.\n"
                                                    : facts({{"Signature", answer->signature}}));
    return ExitCode::Done;
}

const OptionSpec kLabel{"--label", OptionKind::Value, "TEXT", "What to call the account."};
const OptionSpec kFilePassphrase{"--keystore-passphrase-fd", OptionKind::Value, "N",
                                 "Read the passphrase of the key file from this descriptor."};

} // namespace

Result<std::string, Failure> familyFrom(const Session& session)
{
    const std::string family = session.arguments().value("--family").value_or("evm");
    if (family == "solana") {
        return "svm";
    }
    if (family != "evm" && family != "svm") {
        return fail(usageFailure("--family takes evm or svm."));
    }
    return family;
}

nlohmann::json detailJson(const wire::AccountDetail& account)
{
    nlohmann::json json = wire::toBody(account);
    if (account.id.empty()) {
        json["id"] = nullptr;
    }
    return json;
}

Result<std::vector<wire::AccountDetail>, Failure> allDetails(Session& session)
{
    std::vector<wire::AccountDetail> all;
    wire::AccountDetailList request;
    for (;;) {
        auto page = session.ask<wire::AccountDetailsAnswer>(request);
        if (!page) {
            return fail(std::move(page.error()));
        }
        std::move(page->accounts.begin(), page->accounts.end(), std::back_inserter(all));
        if (!page->next) {
            return all;
        }
        if (page->accounts.empty() || page->next == request.after) {
            return fail(badAnswerFailure()); // a list without end
        }
        request.after = std::move(page->next);
    }
}

Outcome reportDetails(const Session& session, const Result<wire::AccountDetailsAnswer, Failure>& answer)
{
    if (!answer) {
        return fail(answer.error());
    }
    const auto& accounts = answer->accounts;
    if (accounts.empty()) {
        return fail(badAnswerFailure());
    }
    if (session.output().isForProgram()) {
        nlohmann::json list = nlohmann::json::array();
        for (const wire::AccountDetail& each : accounts) {
            list.push_back(detailJson(each));
        }
        session.output().json(accounts.size() == 1 ? list.front() : list);
        return ExitCode::Done;
    }
    for (const wire::AccountDetail& each : accounts) {
        session.output().text(facts({{"Account", each.id.empty() ? "not saved" : each.id},
                                     {"Address", each.address},
                                     {"Label", each.label},
                                     {"Path", each.path}}));
    }
    return ExitCode::Done;
}

std::vector<Command> accountKeyCommands()
{
    return {
        {"account import",
         "",
         "Take in a key that you have elsewhere. The recovery words of this wallet do not cover it.",
         {kFamilyOption,
          {"--private-key-fd", OptionKind::Value, "N",
           "Read the key from this descriptor: 64 hexadecimal digits, for Solana also base58."},
          {"--phrase-fd", OptionKind::Value, "N",
           "Read other recovery words, one line, from this descriptor."},
          {"--extra-word-fd", OptionKind::Value, "N", "Read the extra word of those from this descriptor."},
          {"--index", OptionKind::Value, "N", "Which account of those recovery words (0)."},
          {"--keystore", OptionKind::Value, "FILE", "Take in an Ethereum keystore, version 3."},
          {"--solana-keypair", OptionKind::Value, "FILE", "Take in a keypair file of solana-keygen."},
          {"--open-wallet", OptionKind::Value, "FILE", "Take in a wallet file of the Open Wallet Standard."},
          kFilePassphrase,
          {"--dry-run", OptionKind::Switch, "", "Only show the addresses; nothing is saved."},
          kLabel},
         runImport},
        {"account export",
         "ID",
         "Write a key out: EVM as a keystore under a passphrase of its own, Solana as a keypair in the "
         "clear.",
         {{"--out", OptionKind::Value, "FILE", "Write to this new file, which only you can read."},
          {"--out-fd", OptionKind::Value, "N", "Write to this descriptor."},
          kFilePassphrase},
         runExport},
        {"account sign-in",
         "ID FILE",
         "Show a sign-in message (EIP-4361, CAIP-122; - for standard input), and sign it with --sign.",
         {{"--sign", OptionKind::Switch, "", "Sign what is shown. Other texts are never signed."}},
         runSignIn},
    };
}

} // namespace till::cli

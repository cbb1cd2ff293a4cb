#include "any_shape.h"
#include "tests/places.h"

#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

using namespace till;
using namespace till::tests;
using namespace till::wire;
using nlohmann::json;

namespace {

/// The places of all objects in a body, the body itself first.
std::vector<json::json_pointer> objectsIn(const json& body)
{
    std::vector<json::json_pointer> places;
    const std::function<void(const json&, const json::json_pointer&)> walk =
        [&](const json& value, const json::json_pointer& at) {
            if (value.is_object()) {
                places.push_back(at);
                for (const auto& member : value.items()) {
                    walk(member.value(), at / member.key());
                }
            } else if (value.is_array()) {
                for (std::size_t each = 0; each < value.size(); ++each) {
                    walk(value[each], at / each);
                }
            }
        };
    walk(body, json::json_pointer());
    return places;
}

std::vector<json> valuesOfOtherTypes(const json& value)
{
    std::vector<json> others{nullptr, 1.5, json::object({{"nobody", "knows"}})};
    if (!value.is_string()) {
        others.emplace_back("1");
    }
    if (!value.is_boolean()) {
        others.emplace_back(true);
    }
    if (!value.is_number_integer()) {
        others.emplace_back(1);
    } else {
        others.emplace_back(1.0);
        others.emplace_back(std::uint64_t{9'223'372'036'854'775'808U});
    }
    if (!value.is_array()) {
        others.emplace_back(json::array({1}));
    } else {
        others.emplace_back(json::array({nullptr}));
    }
    return others;
}

} // namespace

class TestWireShapes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyShapeComesBackAsItWasSent();
    void aMissingFieldIsRefused();
    void anAbsentOptionIsTaken();
    void anUnknownFieldIsRefusedAtEveryDepth();
    void aWrongTypeIsRefusedAtEveryField();
    void whatIsNoObjectIsNoBody();
    void integersKeepAll64Bits();
    void everyShapeThereIsIsTested();
    void noTwoFramesHaveTheSameType();
    void noFrameHasAFieldTwice();
};

void TestWireShapes::everyShapeComesBackAsItWasSent()
{
    AllShapes::each([]<class T>(std::type_identity<T>) {
        const bool holds = rc::check([] {
            const T shape = anyShape<T>();
            const auto back = fromBody<T>(json::parse(toBody(shape).dump()));
            RC_ASSERT(back.has_value());
            RC_ASSERT(linesOf(*back) == linesOf(shape));
        });
        QVERIFY2(holds, typeid(T).name());
    });
}

void TestWireShapes::aMissingFieldIsRefused()
{
    AllShapes::each([]<class T>(std::type_identity<T>) {
        const json body = toBody(fullShape<T>());
        const auto optional = optionalNamesOf<T>();
        for (const auto& field : body.items()) {
            json without = body;
            without.erase(field.key());
            const auto read = fromBody<T>(without);
            if (std::ranges::find(optional, field.key()) == optional.end()) {
                QVERIFY2(!read && read.error() == WireError::MissingField, field.key().c_str());
            } else {
                QVERIFY2(read.has_value(), field.key().c_str());
            }
        }
    });
}

void TestWireShapes::anAbsentOptionIsTaken()
{
    AllShapes::each([]<class T>(std::type_identity<T>) {
        const json body = toBody(T()); // nothing optional is there
        QVERIFY2(fromBody<T>(body), typeid(T).name());
        for (const std::string& name : optionalNamesOf<T>()) {
            QVERIFY2(!body.contains(name), name.c_str());
            json withNull = body;
            withNull[name] = nullptr; // absent is absent, never null
            const auto read = fromBody<T>(withNull);
            QVERIFY2(!read && read.error() == WireError::WrongType, name.c_str());
        }
    });
}

void TestWireShapes::anUnknownFieldIsRefusedAtEveryDepth()
{
    AllShapes::each([]<class T>(std::type_identity<T>) {
        const json body = toBody(fullShape<T>());
        for (const auto& place : objectsIn(body)) {
            json more = body;
            more[place]["nobodyKnowsThis"] = 1;
            const auto read = fromBody<T>(more);
            QVERIFY2(!read && read.error() == WireError::UnknownField, place.to_string().c_str());
        }
    });
}

void TestWireShapes::aWrongTypeIsRefusedAtEveryField()
{
    AllShapes::each([]<class T>(std::type_identity<T>) {
        const json body = toBody(fullShape<T>());
        for (const auto& place : objectsIn(body)) {
            for (const auto& field : body[place].items()) {
                for (const json& other : valuesOfOtherTypes(field.value())) {
                    json wrong = body;
                    wrong[place][field.key()] = other;
                    const std::string where = place.to_string() + "/" + field.key() + " = " + other.dump();
                    QVERIFY2(!fromBody<T>(wrong), where.c_str());
                }
            }
        }
    });
}

void TestWireShapes::whatIsNoObjectIsNoBody()
{
    AllShapes::each([]<class T>(std::type_identity<T>) {
        for (const json& body : {json(nullptr), json::array(), json(1), json("{}"), json(true)}) {
            const auto read = fromBody<T>(body);
            QVERIFY2(!read && read.error() == WireError::WrongType, typeid(T).name());
        }
    });
}

void TestWireShapes::integersKeepAll64Bits()
{
    for (const std::int64_t number : {INT64_MIN, INT64_MAX, std::int64_t{0}, std::int64_t{9007199254740993},
                                      std::int64_t{-9007199254740993}}) {
        BlockShape block;
        block.number = number;
        QCOMPARE(fromBody<BlockShape>(json::parse(toBody(block).dump()))->number, number);
    }
    for (const char* number :
         {"9223372036854775808", "18446744073709551615", "1e3", "1.0", "-0.0", "1e400"}) {
        const std::string text = R"({"number":)" + std::string(number) + R"(,"timeSeconds":0,"hash":""})";
        const json body = json::parse(text, nullptr, false);
        QVERIFY2(!fromBody<BlockShape>(body), number);
    }
}

void TestWireShapes::everyShapeThereIsIsTested()
{
    // Read from the headers, so that a new shape cannot be forgotten in the list.
    std::set<std::string> declared;
    const std::filesystem::path folder = std::filesystem::path(TILL_SOURCE_DIR) / "core/wire";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (name != "shared_shapes.h" && !name.ends_with("_messages.h")) {
            continue;
        }
        std::ifstream file(entry.path());
        const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        const std::regex structs(R"((?:^|\n)struct (\w+))");
        for (std::sregex_iterator each(text.begin(), text.end(), structs); each != std::sregex_iterator();
             ++each) {
            declared.insert((*each)[1]);
        }
    }
    std::ifstream file(std::filesystem::path(TILL_SOURCE_DIR) / "tests/core/wire/any_shape.h");
    const std::string list((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    std::set<std::string> tested;
    const std::regex names(R"(wire::(\w+)[,>])");
    for (std::sregex_iterator each(list.begin(), list.end(), names); each != std::sregex_iterator(); ++each) {
        tested.insert((*each)[1]);
    }
    for (const std::string& name : declared) {
        QVERIFY2(tested.contains(name), name.c_str());
    }
    QCOMPARE(declared.size(), AllShapes::size);
}

void TestWireShapes::noTwoFramesHaveTheSameType()
{
    std::map<std::string, std::string> frames;
    AllShapes::each([&frames]<class T>(std::type_identity<T>) {
        if constexpr (requires { T::kType; }) {
            const auto [found, isNew] = frames.emplace(T::kType, typeid(T).name());
            QVERIFY2(isNew, (found->second + " and " + typeid(T).name()).c_str());
            QVERIFY(T::kType != std::string(kErrorType));
        }
    });
    QVERIFY(frames.size() > 40);
}

void TestWireShapes::noFrameHasAFieldTwice()
{
    struct Names {
        std::vector<std::string> all;
        void add(const char* name) { all.emplace_back(name); }
    };
    AllShapes::each([]<class T>(std::type_identity<T>) {
        Names names;
        const T shape;
        auto visit = [&names](const char* name, const auto&) { names.add(name); };
        T::fields(shape, visit);
        const std::set<std::string> distinct(names.all.begin(), names.all.end());
        QVERIFY2(distinct.size() == names.all.size(), typeid(T).name());
    });
}

QTEST_APPLESS_MAIN(TestWireShapes)
#include "tst_wire_shapes.moc"

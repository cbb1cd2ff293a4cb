# cmake -DINPUT=… -DOUTPUT=… -DSYMBOL=… -P embed.cmake: writes C++ that holds the bytes of one file.
file(READ "${INPUT}" hex HEX)
string(LENGTH "${hex}" digits)
math(EXPR size "${digits} / 2")
string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
file(WRITE "${OUTPUT}" "#include <string_view>

namespace till::embedded {

namespace {
constexpr char kBytes[] = {
${bytes}'\\0'};
} // namespace

std::string_view ${SYMBOL}()
{
    return {kBytes, ${size}};
}

} // namespace till::embedded
")

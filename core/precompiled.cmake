# The headers of other people's libraries, compiled once for all files that may include them: half of what a build costs
# is reading them. A target takes part by the TILL_HEADERS of its folder.
set(till_std_headers <algorithm> <array> <charconv> <chrono> <cstdint> <functional> <map> <memory> <optional> <set> <span>
                     <string> <string_view> <utility> <variant> <vector> <tl/expected.hpp> <nlohmann/json.hpp>)
# Not <QTest>: it reads what Qt defines anew for each test.
set(till_core_headers ${till_std_headers} <QtCore/QtCore>)
set(till_qt_headers ${till_core_headers} <QtNetwork/QtNetwork>)
set(till_quick_headers ${till_qt_headers} <QtGui/QtGui> <QtQml/QtQml> <QtQuick/QtQuick>)

# One kind of code for libraries and programs: what is compiled for both must fit both.
add_compile_options(-fPIC)
function(till_headers name)
    file(WRITE "${PROJECT_BINARY_DIR}/generated/till_headers_${name}.cpp" "")
    add_library(till_headers_${name} OBJECT "${PROJECT_BINARY_DIR}/generated/till_headers_${name}.cpp")
    target_link_libraries(till_headers_${name} PRIVATE till_options nlohmann_json::nlohmann_json tl::expected ${ARGN})
    target_precompile_headers(till_headers_${name} PRIVATE ${till_${name}_headers})
endfunction()
till_headers(std)
till_headers(qt Qt6::Core Qt6::Network)
till_headers(core Qt6::Core)
if(TILL_BUILD_DESKTOP)
    till_headers(quick Qt6::Core Qt6::Network Qt6::Gui Qt6::Qml Qt6::Quick)
endif()

#include "app/gateway/address_gate.h"

#include <QTest>

using namespace till::gateway;

Q_DECLARE_METATYPE(till::gateway::AddressKind)

class TestAddressGate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsWhereAnAddressBelongs_data();
    void knowsWhereAnAddressBelongs();
    void letsNobodyDialWhatIsNoHost();
    void readsAddressesOnly();
};

void TestAddressGate::knowsWhereAnAddressBelongs_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<AddressKind>("kind");
    const auto row = [](const char* address, AddressKind kind) {
        QTest::newRow(address) << QByteArray(address) << kind;
    };
    row("0.0.0.0", AddressKind::Unspecified);
    row("0.1.2.3", AddressKind::Unspecified);
    row("9.255.255.255", AddressKind::Public);
    row("10.0.0.0", AddressKind::Private);
    row("10.255.255.255", AddressKind::Private);
    row("11.0.0.0", AddressKind::Public);
    row("100.63.255.255", AddressKind::Public);
    row("100.64.0.1", AddressKind::Private);
    row("100.127.255.255", AddressKind::Private);
    row("100.128.0.0", AddressKind::Public);
    row("127.0.0.1", AddressKind::Loopback);
    row("127.255.255.254", AddressKind::Loopback);
    row("169.254.169.254", AddressKind::LinkLocal);
    row("169.253.255.255", AddressKind::Public);
    row("172.15.255.255", AddressKind::Public);
    row("172.16.0.1", AddressKind::Private);
    row("172.31.255.255", AddressKind::Private);
    row("172.32.0.0", AddressKind::Public);
    row("192.0.0.1", AddressKind::Reserved);
    row("192.0.2.1", AddressKind::Reserved);
    row("192.88.99.1", AddressKind::Reserved);
    row("192.167.255.255", AddressKind::Public);
    row("192.168.0.1", AddressKind::Private);
    row("198.18.0.1", AddressKind::Reserved);
    row("198.19.255.255", AddressKind::Reserved);
    row("198.20.0.0", AddressKind::Public);
    row("198.51.100.7", AddressKind::Reserved);
    row("203.0.113.7", AddressKind::Reserved);
    row("1.1.1.1", AddressKind::Public);
    row("224.0.0.1", AddressKind::Multicast);
    row("239.255.255.255", AddressKind::Multicast);
    row("240.0.0.1", AddressKind::Reserved);
    row("255.255.255.255", AddressKind::Multicast);
    row("::", AddressKind::Unspecified);
    row("::1", AddressKind::Loopback);
    row("::2", AddressKind::Reserved);
    row("::ffff:127.0.0.1", AddressKind::Mapped);
    row("::ffff:1.1.1.1", AddressKind::Mapped);
    row("::127.0.0.1", AddressKind::Reserved);
    row("64:ff9b::7f00:1", AddressKind::Reserved);
    row("fe80::1", AddressKind::LinkLocal);
    row("febf::1", AddressKind::LinkLocal);
    row("fec0::1", AddressKind::Reserved);
    row("fc00::1", AddressKind::Private);
    row("fd12:3456::1", AddressKind::Private);
    row("fd00:ec2::254", AddressKind::Private);
    row("ff02::1", AddressKind::Multicast);
    row("2001::1", AddressKind::Mapped);
    row("2002:7f00:1::", AddressKind::Mapped);
    row("2001:2::1", AddressKind::Reserved);
    row("2001:db8::1", AddressKind::Reserved);
    row("3fff::1", AddressKind::Reserved);
    row("2001:4860:4860::8888", AddressKind::Public);
    row("2606:4700:4700::1111", AddressKind::Public);
    row("4000::1", AddressKind::Reserved);
}

void TestAddressGate::knowsWhereAnAddressBelongs()
{
    QFETCH(QByteArray, address);
    QFETCH(AddressKind, kind);
    QCOMPARE(kindOf(std::string_view(address.constData())), std::optional(kind));
}

void TestAddressGate::letsNobodyDialWhatIsNoHost()
{
    QVERIFY(isNeverDialled(AddressKind::Unspecified));
    QVERIFY(isNeverDialled(AddressKind::Multicast));
    QVERIFY(isNeverDialled(AddressKind::Mapped));
    QVERIFY(!isNeverDialled(AddressKind::Loopback));
    QVERIFY(!isNeverDialled(AddressKind::Private));
    QVERIFY(!isNeverDialled(AddressKind::Public));
}

void TestAddressGate::readsAddressesOnly()
{
    QVERIFY(!kindOf(std::string_view("example.com")));
    QVERIFY(!kindOf(std::string_view("127.1")));
    QVERIFY(!kindOf(std::string_view("")));
}

QTEST_APPLESS_MAIN(TestAddressGate)
#include "tst_address_gate.moc"
